/**
 * Loaded before the program: a twin stands in for Xero's three hosts, and nobody else is spoken to.
 * Every token is noted in a file, so that a test can look for it where it should not be.
 */
import { appendFileSync } from 'node:fs';
import { atTwin } from './wire.ts';

const { TWIN_URL = '', TOKENS_FILE } = process.env;
const wire = atTwin(TWIN_URL, globalThis.fetch);
wire.afterAnswer = () => {
  const tokens = wire.tokens.splice(0).map((token) => `${token}\n`);
  if (TOKENS_FILE !== undefined) appendFileSync(TOKENS_FILE, tokens.join(''));
};
globalThis.fetch = wire.fetch;
