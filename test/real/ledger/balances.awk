# Balance of each GL account at the end of each month, debit positive.
# awk -f lines.awk -f balances.awk journal-entries.csv

NR > 1 {
  account = bare(cell[2])
  accounts[account]
  months[substr(cell[6], 1, 7)]
  moved[account, substr(cell[6], 1, 7)] += cents(cell[15])
}

END { for (last in months) for (account in accounts) print_balance(account, last) }

function print_balance(account, last,    balance, month) {
  for (month in months) if (month <= last) balance += moved[account, month]
  if (balance != 0) print last, account, money(balance)
}
