# The heading and the rows of one month (YYMM), byte for byte.
# awk -f rows.awk -f month.awk -v month=9301 trans.asc

FNR == 1 || substr($3, 1, 4) == month
