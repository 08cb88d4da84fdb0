import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { XeroClient } from 'xero-node';

/**
 * Does with xero-node what it is told over standard input, a JSON-RPC message a line. A method is one
 * of the client's own, or one of its accounting API with `accountingApi.` before it.
 */
interface Asked {
  id: number;
  method: string;
  params: unknown[];
}

type Methods = Record<string, (...parameters: unknown[]) => Promise<unknown>>;

const xero = new XeroClient(JSON.parse(process.env.XERO_NODE_CONFIG ?? ''));

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line) as Asked;
  act(method, params).then(
    (result) => say({ id, result: result ?? null }),
    (error: unknown) => say({ id, error: { message: wordsOf(error) } }),
  );
});

async function act(method: string, params: unknown[]): Promise<unknown> {
  const [name = '', isAccounting] = method.split('.').reverse();
  const target: unknown = isAccounting === undefined ? xero : xero.accountingApi;
  const result = await (target as Methods)[name]?.(...params.map(parameter));
  return isAccounting === undefined ? result : (result as { body: unknown }).body;
}

/** JSON has neither undefined, which stands for what is left out, nor streams. */
function parameter(given: unknown): unknown {
  const text = (given as { stream?: string } | null)?.stream;
  return text === undefined ? (given ?? undefined) : Readable.from([Buffer.from(text)]);
}

/** Refusals of the accounting API are rejected as JSON text, others as errors. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
