import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { TwinDescription } from './connection/xero-place.ts';
import type { BooksMade, WantedBooks } from './task-context.ts';

const TIMEOUT_MS = 30_000;

/** What the twin at an address says of itself. Problem: `twin.not_there`. */
export function describeTwin(address: string): Promise<Outcome<TwinDescription>> {
  return control<TwinDescription>(address, '/control/');
}

/** Makes what is missing in an organisation of the twin. Problems: `twin.refused`, `.not_there`. */
export function setUpBooks(
  address: string,
  tenantId: string,
  wanted: WantedBooks,
): Promise<Outcome<BooksMade>> {
  return control<BooksMade>(address, `/control/organisations/${tenantId}/set-up`, wanted);
}

async function control<T>(address: string, path: string, body?: object): Promise<Outcome<T>> {
  let response: Response;
  try {
    response = await fetch(`${address}${path}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
  } catch (error) {
    return notThere(address, reasonOf(error));
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return succeed(answer as T);
  if (response.status !== 400) return notThere(address, `HTTP ${response.status}`);
  const { message = '' } = answer as { message?: string };
  return fail(problem('twin.refused', { words: message }));
}

function notThere(address: string, reason: string): Outcome<never> {
  return fail(problem('twin.not_there', { address, reason }));
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause === undefined ? message : reasonOf(cause);
}
