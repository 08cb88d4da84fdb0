import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/domain/problem.ts';
import { type Office, type OfficeOptions, openOffice } from './office.ts';

/** What goes wrong, how, what it is called, and who is told to do what about it, and where. */
export interface ErrorCase {
  readonly code: Problem['code'];
  readonly provoke: (office: Office) => Promise<readonly Problem[]>;
  readonly message: RegExp;
  readonly remedy: RegExp;
  readonly office?: OfficeOptions;
}

/** Provokes each of them through the twin, and reads what a person is told. */
export function provokeEach(topic: string, cases: readonly (readonly [string, ErrorCase])[]): void {
  describe(topic, () => {
    it.each(cases)('%s', async (_, { code, provoke, message, remedy, office: options }) => {
      const problems = await provoke(await openOffice(options));
      const found = problems.find((one) => one.code === code);
      expect(problems.map((one) => one.code)).toContain(code);
      expect(found?.message).toMatch(message);
      expect(found?.remedy).toMatch(remedy);
      expect(`${found?.message} ${found?.remedy}`).not.toMatch(/[{}]|undefined|\(\)|""| {2}/);
      expect(JSON.stringify(problems)).not.toContain('canary');
    });
  });
}

type Failing = { ok: true } | { ok: false; problems: readonly Problem[] };

/** The problems of what must not go well. */
export async function problemsOf(outcome: Promise<Failing>): Promise<readonly Problem[]> {
  const found = await outcome;
  return found.ok ? [] : found.problems;
}
