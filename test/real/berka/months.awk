# Of each month: rows, lines, debits, and the GST of the fees by row and by line of a journal, which
# is the sum of the fees of equal date, region and frequency.
# awk -f rows.awk -f months.awk kind=district district.asc kind=account account.asc kind=trans trans.asc

FNR == 1 { next }
kind == "district" { region[bare($1)] = bare($3); next }
kind == "account" { place[bare($1)] = region[bare($2)] ";" bare($3); next }
{
  month = month_of($3)
  element = element_of($4, $5, $8)
  line = $3 ";" place[bare($2)] ";" element
  rows[month] += 1
  debits[month] += cents($6)
  if (!(line in sum)) lines[month] += 2
  sum[line] += cents($6)
  if (element == "SERVICE_FEE") {
    by_row[month] += gst_inside(cents($6))
    fees[line] = month
  }
}
END {
  for (line in fees) by_line[fees[line]] += gst_inside(sum[line])
  for (month in rows) {
    print month, rows[month], lines[month], money(debits[month]), money(by_row[month]), money(by_line[month])
  }
}
