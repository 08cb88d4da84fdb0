/** Loaded before the program: a twin stands in for Xero's three hosts, and nobody else is spoken to. */
import { atTwin } from './wire.ts';

globalThis.fetch = atTwin(process.env.TWIN_URL ?? '', globalThis.fetch).fetch;
