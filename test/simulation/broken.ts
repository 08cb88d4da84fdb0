/** A promise of the product does not hold. */
export class Broken extends Error {}
