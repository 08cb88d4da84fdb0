# Makes the configuration out of the ledger: its GL accounts and business units, and two layouts,
# of which the first takes amounts as they stand and the second rounds them.
# awk -f lines.awk -f configuration.awk journal-entries.csv

BEGIN {
  type["Assets"] = "CURRENT"
  type["Liabilities"] = "CURRLIAB"
  type["Revenue"] = "REVENUE"
  type["Expenses"] = "EXPENSE"
}

NR > 1 {
  account = bare(cell[2])
  name[account] = bare(cell[3])
  class[account] = bare(cell[5])
  xero_type[account] = class[account] ~ /^Plant/ ? "FIXED" : type[cell[4]]
  units[bare(cell[11])]
}

END {
  print "version: 1"
  print "settings:"
  print "  streams: [journals]"
  print "  trackingA: { basis: branch, name: Business Unit }"
  print "entities:"
  print "  - { code: HOTEL, description: Hotel and Food Service, startDate: '2014-07-01' }"
  print "branches:"
  for (unit in units) printf "  - { id: %s, entity: HOTEL }\n", quoted(unit)
  print "glAccounts:"
  for (account in name) {
    printf "  - { code: %s, description: %s, category: %s, xeroType: %s }\n", \
      quoted(account), quoted(name[account]), quoted(class[account]), xero_type[account]
  }
  print "layouts:"
  print_layout("as-it-stands", "none")
  print_layout("rounded", "halfUp")
  print "testOrganisation:"
  print "  seed: empty"
  print "  name: Ledger Year Test"
  print "  country: NZ"
  print "  baseCurrency: NZD"
  print "  financialYearEnd: '06-30'"
}

function quoted(text) {
  gsub(/["\\]/, "\\\\&", text)
  return "\"" text "\""
}

function print_layout(layout, round) {
  print "  - name: " layout
  print "    for: journals"
  print "    round: " round
  print "    fields:"
  print "      entry_id: { column: JENumber }"
  print "      date: { column: EffectiveDate }"
  print "      entered_at: { column: EntryDate }"
  print "      entity: { constant: HOTEL }"
  print "      gl_account: { column: GLAccountNumber }"
  print "      branch: { column: BusinessUnit }"
  print "      amount: { column: Amount }"
  print "      description: { columns: [Source, Preparer, JEDescription] }"
}
