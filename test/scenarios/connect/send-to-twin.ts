/** Loaded before the program: a twin stands in for Xero's three hosts, and nobody else is spoken to. */
import { atTwin } from './wire.ts';

const twinUrl = process.env.TWIN_URL ?? '';
const realFetch = globalThis.fetch;
globalThis.fetch = atTwin(twinUrl, realFetch).fetch;
