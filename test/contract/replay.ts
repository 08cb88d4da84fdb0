import { type AnswerComparison, compareAnswers } from './compare-answers.ts';
import type { Exchange } from './recordings.ts';
import { type Session, send } from './twin-session.ts';

/** Replays recorded calls one after the other against one twin; ids are matched across them. */
export interface Replayer {
  /** What differs, each once. */
  replay(exchange: Exchange): Promise<string[]>;
}

export function replayer(xero: Session): Replayer {
  const ids = new Map<string, string>();
  return {
    replay: async (exchange) => {
      const { answer, body, isCut, method, part, path, recordedAt } = exchange;
      await setClock(xero, Date.parse(recordedAt));
      const headers = { authorization: `Bearer ${xero.token}`, 'xero-tenant-id': xero.tenantId };
      const ours = path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => ids.get(id) ?? id);
      const reply = await send(`${xero.twin.apiUrl}${ours}`, { method, body, headers });
      if (reply.httpStatus !== answer.httpStatus) {
        return [`status ${reply.httpStatus} instead of ${answer.httpStatus}`];
      }
      const comparison: AnswerComparison = { differences: new Set(), ids, isCut: isCut === true };
      const shown = part === undefined ? reply.body : partOf(reply.body, part);
      compareAnswers(answer.body, shown, comparison);
      return [...comparison.differences];
    },
  };
}

function partOf(body: unknown, part: string): unknown {
  return (body as Record<string, unknown>)[part];
}

/** Sets the twin's clock, so that it saves what it saves when Xero did. */
export async function setClock(xero: Session, milliseconds: number): Promise<void> {
  const { body } = await xero.control<{ now: string }>('GET', '/clock');
  await xero.control('POST', '/clock', { moveMs: milliseconds - Date.parse(body.now) });
}
