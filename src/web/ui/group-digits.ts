/** Thousands apart, as people read them, in the text alone: "-1,234,567.89". */
export function groupDigits(figure: string | number): string {
  const [whole = '', rest] = String(figure).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}
