# Joins account, district, and the owner among the clients of an account, into an accounts file.
# awk -f rows.awk -f accounts.awk kind=district district.asc kind=disp disp.asc kind=account account.asc

BEGIN {
  frequency["POPLATEK MESICNE"] = "MONTHLY"
  frequency["POPLATEK TYDNE"] = "WEEKLY"
  frequency["POPLATEK PO OBRATU"] = "TURNOVER"
  print "account_id,client_id,client_name,account_type,entity,branch,department"
}

FNR == 1 { next }
kind == "district" { region[bare($1)] = bare($3) }
kind == "disp" && bare($4) == "OWNER" { owner[bare($3)] = bare($2) }
kind == "account" {
  id = bare($1)
  printf "%s,%s,Client %s,CURRENT,CZ,%s,%s\n", id, owner[id], owner[id], region[bare($2)], frequency[bare($3)]
}
