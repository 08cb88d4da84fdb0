# The lines of the file whose amount has more than two decimals, and the amount.
# awk -f lines.awk -f fractions.awk journal-entries.csv

NR > 1 && cell[15] ~ /\.[0-9][0-9][0-9]/ { print NR, cell[15] }
