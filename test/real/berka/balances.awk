# Balance of each GL account at the end of each month, debit positive: with the GST of the fees by
# row, and as Xero shows it, with the GST by line (equal date, region and frequency).
# awk -f rows.awk -f balances.awk kind=district district.asc kind=account account.asc kind=trans trans.asc

BEGIN {
  gl["DEPOSIT_CASH"] = gl["WITHDRAWAL_CASH"] = "1010"
  gl["CARD_WITHDRAWAL"] = "1030"
  gl["TRANSFER_IN"] = gl["PENSION_IN"] = gl["TRANSFER_OUT"] = "1020"
  gl["HOUSEHOLD_PAYMENT"] = gl["INSURANCE_PAYMENT"] = "1020"
  gl["LOAN_REPAYMENT"] = "1100"
  gl["INTEREST_CREDITED"] = "4010"
  gl["SERVICE_FEE"] = "2010"
  gl["PENALTY_INTEREST"] = "2020"
}

FNR == 1 { next }
kind == "district" { region[bare($1)] = bare($3); next }
kind == "account" { place[bare($1)] = region[bare($2)] ";" bare($3); next }
{
  month = month_of($3)
  element = element_of($4, $5, $8)
  amount = signed($4, $6)
  months[month]
  post("8010", amount)
  post(gl[element], -amount)
  if (element == "SERVICE_FEE") {
    by_row[month] += gst_inside(amount)
    line = $3 ";" place[bare($2)]
    fees[line] += amount
    month_of_line[line] = month
  }
}

function post(account, amount) {
  accounts[account]
  moved[account, month] += amount
}

END {
  accounts["820"]
  for (line in fees) by_line[month_of_line[line]] += gst_inside(fees[line])
  for (last in months) for (account in accounts) print_balance(account, last)
}

function print_balance(account, last,    ours, xero, sign, month) {
  sign = account == "820" ? -1 : (account == "2010" ? 1 : 0)
  for (month in months) {
    if (month > last) continue
    ours += moved[account, month] + sign * by_row[month]
    xero += moved[account, month] + sign * by_line[month]
  }
  if (ours != 0 || xero != 0) print last, account, money(ours), money(xero)
}
