import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

/** What a person types, or another program writes, a line at a time. */
export interface Keyboard {
  /** The next line without blanks around it; undefined at the end of the input. */
  line(prompt: string, options?: { isHidden?: boolean }): Promise<string | undefined>;
  /** The next lines that come at once, as those of a page that is pasted. */
  page(prompt: string): Promise<string | undefined>;
  close(): void;
}

/** Nobody types two lines so fast. */
const PASTED_WITHIN_MS = 150;

type Input = NodeJS.ReadableStream & { isTTY?: boolean };

/** Reads nothing before somebody asks; what is typed hidden is not shown. */
export function keyboardOn(input: Input, showing: NodeJS.WritableStream): Keyboard {
  const isTerminal = input.isTTY === true;
  const lines: string[] = [];
  const waiting: ((line: string | undefined) => void)[] = [];
  let isHidden = false;
  let hasEnded = false;
  let reader: Interface | undefined;

  const open = (): Interface => {
    const echo = new Writable({
      write: (chunk, _encoding, done) => {
        if (isTerminal && !isHidden) showing.write(chunk);
        done();
      },
    });
    const opened = createInterface({
      input,
      output: echo,
      terminal: isTerminal,
      historySize: 0,
    });
    opened.on('line', (line) => {
      const next = waiting.shift();
      if (next === undefined) lines.push(line.trim());
      else next(line.trim());
    });
    opened.on('close', () => {
      hasEnded = true;
      for (const next of waiting.splice(0)) next(undefined);
    });
    opened.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    return opened;
  };

  const line: Keyboard['line'] = (prompt, options = {}) => {
    reader ??= open();
    if (isTerminal) showing.write(prompt);
    isHidden = options.isHidden === true;
    return new Promise<string | undefined>((resolve) => {
      const found = lines.shift();
      if (found !== undefined || hasEnded) resolve(found);
      else waiting.push(resolve);
    }).finally(() => {
      if (isHidden && isTerminal) showing.write('\n');
      isHidden = false;
    });
  };
  return {
    line,
    page: async (prompt) => {
      const first = await line(prompt);
      if (first === undefined) return undefined;
      await delay(PASTED_WITHIN_MS);
      return [first, ...lines.splice(0)].join('\n').trim();
    },
    close: () => reader?.close(),
  };
}
