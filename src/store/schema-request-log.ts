import type { Generated } from 'kysely';
import type { Mode } from '../domain/settings.ts';

/** One call to Xero; the bodies without any secret, and cut where they are long. */
export interface RequestLogTable {
  request_id: Generated<number>;
  mode: Mode;
  at: string;
  /** Of the documents that it sent; blank for readings. */
  export_id: string;
  documents: number;
  method: string;
  path: string;
  tenant_id: string;
  outcome: string;
  http_status: number | null;
  reason: string;
  duration_ms: number;
  minute_left: number | null;
  day_left: number | null;
  correlation_id: string;
  request_body: string;
  answer_body: string;
}
