/** Xero shows a document with other properties in a list, by itself, and when it was written. */
export type DocumentShape = 'listed' | 'alone' | 'written';
