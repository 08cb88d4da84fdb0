# Entries, lines and debits of each month.
# awk -f lines.awk -f months.awk journal-entries.csv

NR > 1 {
  month = substr(cell[6], 1, 7)
  lines[month] += 1
  if (cents(cell[15]) > 0) debits[month] += cents(cell[15])
  if (!(cell[1] in seen)) entries[month] += 1
  seen[cell[1]]
}

END { for (month in lines) print month, entries[month], lines[month], money(debits[month]) }
