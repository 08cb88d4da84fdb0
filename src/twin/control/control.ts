import type { Databases } from '../database/databases.ts';

/** One control of the twin: what Xero itself, a person in Xero, or a test would do. */
export interface Control {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/control`. */
  path: string;
  act: (given: Given) => unknown;
}

export interface Given {
  databases: Databases;
  params: Record<string, string>;
  body: unknown;
  bodyText: string;
  now: number;
}

/** Ends a control with a plain complaint. */
export class ControlRefusal extends Error {}
