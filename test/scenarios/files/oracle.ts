/** What a lender's rows put on Xero's accounts, computed from the text of the file alone. */
export function balancesOf(transactions: string): string[] {
  const sums = new Map<string, number>();
  const add = (account: string, amount: number) =>
    sums.set(account, (sums.get(account) ?? 0) + amount);
  for (const line of transactions.trim().split('\n').slice(1)) {
    const [, , , element, amount] = line.split(',');
    const amountCents = Math.round(Number(amount) * 100);
    if (element === 'PAY') add('090', -amountCents);
    else if (element === 'INT') add('4200', -amountCents);
    else {
      const gst = Math.round((amountCents * 15) / 115);
      add('4100', gst - amountCents);
      add('820', -gst);
    }
    add('1100', amountCents);
  }
  return [...sums]
    .filter(([, amount]) => amount !== 0)
    .map(([account, amount]) => `${account} ${amount}`)
    .sort();
}
