import { z } from 'zod';
import { immediate } from '../../sqlite/immediate.ts';
import { BEHAVIOURS, changeBehaviours, readBehaviours } from '../behaviours.ts';
import { forgetCallCounts, listCallCounts } from '../calls/call-counts.ts';
import { changeLimits, readLimits } from '../calls/rate-limits.ts';
import { moveClock, twinNow } from '../clock.ts';
import { emptyDatabases } from '../database/databases.ts';
import { describeTwin } from '../describe.ts';
import { plantSeed, SEEDS } from '../seeds/plant-seed.ts';
import { type Control, ControlRefusal } from './control.ts';

const Limits = z.strictObject({
  concurrent: z.int().min(0).optional(),
  minute: z.int().min(0).optional(),
  day: z.int().min(0).optional(),
  appMinute: z.int().min(0).optional(),
});

const Clock = z.strictObject({ moveMs: z.int() });

const Idempotency = z.strictObject({ minutes: z.number().min(0) });

const Behaviours = z.record(z.string(), z.coerce.string());

const Reset = z.strictObject({
  seed: z.enum(SEEDS).optional(),
  organisation: z
    .strictObject({
      name: z.string().optional(),
      country: z.enum(['NZ', 'AU', 'GB']).optional(),
      baseCurrency: z.string().length(3).optional(),
      financialYearEnd: z
        .string()
        .regex(/^\d{2}-\d{2}$/)
        .optional(),
    })
    .optional(),
});

/** The twin as a whole: who may sign in, limits, clock, behaviours, counts, a new start. */
export const twinControls: Control[] = [
  { method: 'GET', path: '/', act: ({ databases }) => describeTwin(databases.books) },
  { method: 'GET', path: '/limits', act: ({ databases }) => readLimits(databases.books) },
  {
    method: 'PUT',
    path: '/limits',
    act: ({ body, databases }) => {
      changeLimits(databases.books, withoutUndefined(Limits.parse(body)));
      return readLimits(databases.books);
    },
  },
  {
    method: 'GET',
    path: '/clock',
    act: ({ databases }) => ({ now: new Date(twinNow(databases.books)).toISOString() }),
  },
  {
    method: 'POST',
    path: '/clock',
    act: ({ body, databases }) => {
      moveClock(databases.books, Clock.parse(body).moveMs);
      return { now: new Date(twinNow(databases.books)).toISOString() };
    },
  },
  {
    method: 'PUT',
    path: '/idempotency',
    act: ({ body, databases }) => {
      const { minutes } = Idempotency.parse(body);
      changeBehaviours(databases.books, { idempotencyMinutes: String(minutes) });
      return { minutes };
    },
  },
  {
    method: 'GET',
    path: '/behaviours',
    act: ({ databases }) => {
      const chosen = readBehaviours(databases.books);
      return Object.entries(BEHAVIOURS).map(([name, row]) => ({
        name,
        value: chosen[name as keyof typeof chosen],
        ...row,
      }));
    },
  },
  {
    method: 'PUT',
    path: '/behaviours',
    act: ({ body, databases }) => {
      const unknown = changeBehaviours(databases.books, Behaviours.parse(body));
      if (unknown.length > 0) throw new ControlRefusal(`No such behaviour: ${unknown.join(', ')}`);
      return readBehaviours(databases.books);
    },
  },
  { method: 'GET', path: '/calls', act: ({ databases }) => listCallCounts(databases.traffic) },
  { method: 'DELETE', path: '/calls', act: ({ databases }) => forgetCallCounts(databases.traffic) },
  {
    method: 'POST',
    path: '/reset',
    act: ({ body, databases }) => {
      const options = Reset.parse(body);
      emptyDatabases(databases);
      immediate(databases.books, () => plantSeed(databases.books, options, Date.now()));
      return describeTwin(databases.books);
    },
  },
];

function withoutUndefined<Value>(values: Record<string, Value | undefined>) {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as Record<string, Value>;
}
