import { z } from 'zod';
import { immediate } from '../../sqlite/immediate.ts';
import { twinNow } from '../clock.ts';
import type { Databases } from '../database/databases.ts';
import { answerControls } from './answer-controls.ts';
import { appControls } from './app-controls.ts';
import { booksControls } from './books-controls.ts';
import { type Control, ControlRefusal } from './control.ts';
import { documentControls } from './document-controls.ts';
import { peopleControls } from './people-controls.ts';
import { twinControls } from './twin-controls.ts';

export const CONTROLS: readonly Control[] = [
  ...twinControls,
  ...booksControls,
  ...appControls,
  ...peopleControls,
  ...documentControls,
  ...answerControls,
];

export type Performed = { ok: true; value: unknown } | { ok: false; complaint: string };

/** Does what a control says, in one transaction, or says why it cannot. */
export function performControl(
  databases: Databases,
  control: Control,
  { bodyText, params }: { params: Record<string, string>; bodyText: string },
): Performed {
  try {
    const body = JSON.parse(bodyText === '' ? '{}' : bodyText) as unknown;
    const given = { databases, params, body, bodyText, now: twinNow(databases.books) };
    const act = () => control.act(given);
    const value = control.path === '/reset' ? act() : immediate(databases.books, act);
    return { ok: true, value: value ?? {} };
  } catch (error) {
    if (error instanceof z.ZodError) return { ok: false, complaint: z.prettifyError(error) };
    const isBad =
      error instanceof ControlRefusal ||
      error instanceof RangeError ||
      error instanceof SyntaxError;
    if (!isBad) throw error;
    return { ok: false, complaint: error.message };
  }
}
