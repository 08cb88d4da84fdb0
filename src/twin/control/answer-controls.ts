import { z } from 'zod';
import { addFault, FAULT_KINDS, FAULT_MOMENTS, forgetFaults, listFaults } from '../calls/faults.ts';
import type { Control } from './control.ts';

const Fault = z.strictObject({
  method: z.enum(['*', 'GET', 'PUT', 'POST', 'DELETE']).default('*'),
  path: z.string().default(''),
  kind: z.enum(FAULT_KINDS),
  moment: z.enum(FAULT_MOMENTS).default('before'),
  times: z.int().min(1).default(1),
  httpStatus: z.int().min(200).max(599).optional(),
  body: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  remember: z.boolean().optional(),
  delayMs: z.int().min(0).optional(),
  find: z.string().optional(),
  put: z.string().optional(),
});

/** Faults that wait for the next calls. */
export const answerControls: Control[] = [
  { method: 'GET', path: '/faults', act: ({ databases }) => listFaults(databases.books) },
  {
    method: 'POST',
    path: '/faults',
    act: ({ body, databases }) => {
      const { kind, method, moment, path, times, ...details } = Fault.parse(body);
      const worksAfter = ['cut', 'edit', 'reverse'].includes(kind);
      addFault(databases.books, {
        kind,
        method,
        path,
        moment: worksAfter ? 'after' : moment,
        remaining: times,
        details,
      });
      return listFaults(databases.books);
    },
  },
  { method: 'DELETE', path: '/faults', act: ({ databases }) => forgetFaults(databases.books) },
];
