import { createInterface } from 'node:readline';
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
  const result = await (target as Methods)[name]?.(...params.map((given) => given ?? undefined));
  return isAccounting === undefined ? result : (result as { body: unknown }).body;
}

/** Refusals of the accounting API are rejected as JSON text, others as errors. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
