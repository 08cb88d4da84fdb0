# Rows and sum of each element in each month; positive is a debit to the customer.
# awk -f rows.awk -f elements.awk trans.asc

FNR == 1 { next }
{
  key = month_of($3) " " element_of($4, $5, $8)
  rows[key] += 1
  sum[key] += signed($4, $6)
}
END { for (key in rows) print key, rows[key], money(sum[key]) }
