# What the other scripts know of the raw files: texts, cents, and which element a row is.
# Xero's side of a charge: the customer's account takes the amount, the element's account the
# opposite; a credit to the customer (PRIJEM) lowers what the customer's account shows as a debit.

BEGIN { FS = ";" }

function bare(text) {
  gsub(/["\r]/, "", text)
  gsub(/^ +| +$/, "", text)
  return text
}

# Every amount of the file has two decimals, so its digits are its cents.
function cents(text) {
  sub(/\./, "", text)
  return text + 0
}

function signed(type, text) {
  return bare(type) == "PRIJEM" ? -cents(text) : cents(text)
}

function money(whole,    size) {
  size = whole < 0 ? -whole : whole
  return sprintf("%s%.0f.%02.0f", whole < 0 ? "-" : "", int(size / 100), size % 100)
}

# 3/23 of an amount that includes 15 %, half a cent up.
function gst_inside(amount) {
  return int((6 * amount + 23) / 46)
}

function month_of(date) {
  return "19" substr(date, 1, 2) "-" substr(date, 3, 2)
}

function element_of(type, operation, k_symbol) {
  type = bare(type); operation = bare(operation); k_symbol = bare(k_symbol)
  if (type == "PRIJEM") {
    if (operation == "VKLAD") return "DEPOSIT_CASH"
    if (operation == "PREVOD Z UCTU") return k_symbol == "DUCHOD" ? "PENSION_IN" : "TRANSFER_IN"
    if (operation == "" && k_symbol == "UROK") return "INTEREST_CREDITED"
  }
  if (k_symbol == "SLUZBY") return "SERVICE_FEE"
  if (k_symbol == "SANKC. UROK") return "PENALTY_INTEREST"
  if (k_symbol == "UVER") return "LOAN_REPAYMENT"
  if (k_symbol == "SIPO") return "HOUSEHOLD_PAYMENT"
  if (k_symbol == "POJISTNE") return "INSURANCE_PAYMENT"
  if (operation == "VYBER KARTOU") return "CARD_WITHDRAWAL"
  if (operation == "VYBER") return "WITHDRAWAL_CASH"
  if (operation == "PREVOD NA UCET") return "TRANSFER_OUT"
  return "?"
}
