import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program that answers JSON-RPC, one message a line, over its standard input and output. */
export interface ForeignProcess {
  /** The result; an error of the other side is thrown with its words. */
  ask(method: string, params?: unknown): Promise<unknown>;
  /** Expects no answer. */
  tell(method: string): void;
  close(): Promise<void>;
}

interface Reply {
  id?: number;
  result?: unknown;
  error?: { message: string };
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export interface ForeignProgram {
  script: string;
  env: Record<string, string>;
  /** Where it runs, and where a settings file of ours is not found. */
  folder: string;
}

const PRELOAD = fileURLToPath(new URL('send-to-twin.ts', import.meta.url));

/** Starts it with nothing of our environment, and with its connections sent to the twin. */
export function startForeign({ env, folder, script }: ForeignProgram): ForeignProcess {
  const child = spawn(process.execPath, ['--import', PRELOAD, script], { env, cwd: folder });
  const waiting = new Map<number, Waiting>();
  let complaints = '';
  let lastId = 0;
  child.stderr.on('data', (text) => {
    complaints += text;
  });
  child.on('close', (exitCode) => {
    const error = new Error(`${script} ended with ${exitCode}: ${complaints}`);
    for (const { reject } of waiting.values()) reject(error);
  });
  createInterface({ input: child.stdout }).on('line', (line) => settle(waiting, line));
  const send = (message: object) =>
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  return {
    ask: (method, params) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        send({ id: lastId, method, params });
      }),
    tell: (method) => send({ method }),
    close: async () => {
      const closed = once(child, 'close');
      child.kill();
      await closed;
    },
  };
}

function settle(waiting: Map<number, Waiting>, line: string): void {
  const { error, id = 0, result } = JSON.parse(line) as Reply;
  const asker = waiting.get(id);
  waiting.delete(id);
  if (error === undefined) asker?.resolve(result);
  else asker?.reject(new Error(error.message));
}
