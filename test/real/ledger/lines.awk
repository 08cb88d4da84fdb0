# What the other scripts know of the raw file: its cells, and its amounts rounded half up to cents.

function cells_of(text, cells,    count, cell) {
  count = 0
  text = text ","
  while (text != "") {
    if (substr(text, 1, 1) == "\"") {
      match(text, /^"([^"]|"")*"/)
      cell = substr(text, 2, RLENGTH - 2)
      gsub(/""/, "\"", cell)
    } else {
      match(text, /^[^,]*/)
      cell = substr(text, 1, RLENGTH)
    }
    cells[++count] = cell
    text = substr(text, RLENGTH + 2)
  }
  return count
}

function bare(text) {
  gsub(/\302\240/, " ", text)
  gsub(/^[ \r]+|[ \r]+$/, "", text)
  return text
}

function cents(text,    sign, at, whole, fraction, rounded) {
  sign = 1
  if (substr(text, 1, 1) == "-") { sign = -1; text = substr(text, 2) }
  at = index(text, ".")
  whole = at ? substr(text, 1, at - 1) : text
  fraction = (at ? substr(text, at + 1) : "") "000"
  rounded = whole * 100 + substr(fraction, 1, 2)
  if (substr(fraction, 3, 1) >= 5) rounded += 1
  return sign * rounded
}

function money(whole,    size) {
  size = whole < 0 ? -whole : whole
  return sprintf("%s%.0f.%02.0f", whole < 0 ? "-" : "", int(size / 100), size % 100)
}

# JENumber 1, GLAccountNumber 2, GLAccountName 3, AccountType 4, AccountClass 5, EffectiveDate 6,
# BusinessUnit 11, Amount 15.
NR > 1 { cells_of($0, cell) }
