# Balance of each GL account and business unit at the end of the year, debit positive; a tab between.
# awk -f lines.awk -f units.awk journal-entries.csv

NR > 1 { balance[bare(cell[2]) "\t" bare(cell[11])] += cents(cell[15]) }

END { for (place in balance) if (balance[place] != 0) print place "\t" money(balance[place]) }
