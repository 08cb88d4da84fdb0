/** "-1234567.50" as "-1,234,567.50": digits are grouped in the text, nothing is computed. */
export function groupedMoney(amount: string): string {
  return amount.replaceAll(/\B(?=(\d{3})+(?=\.\d{2}$))/g, ',');
}

/** "1,234,567" */
export function groupedCount(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** "2026-05-31 10:02" of an instant, in UTC. */
export function shortInstant(instant: string): string {
  return instant.replace('T', ' ').slice(0, 16);
}

/** Who did something, as people read it: "ANN", "ann at the command line". */
export function actorWords(actor: string): string {
  const [kind, ...rest] = actor.split(':');
  const name = rest.join(':');
  if (kind === 'user') return name;
  return kind === 'os' ? `${name} at the command line` : actor;
}
