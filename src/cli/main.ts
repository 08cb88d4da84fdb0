import { userInfo } from 'node:os';
import { runCommandLine } from './command-line.ts';
import { keyboardOn } from './keyboard.ts';
import type { Terminal } from './terminal.ts';

/** A reader that closes the pipe early, as "head" does, is no fault. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

/** Killing the launcher kills this program: nothing goes on unseen. */
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();

/** What it writes holds a lender's books: nobody else on this computer reads it. */
process.umask(0o077);

/** A terminal and the launcher may both pass the same signal on; the second changes nothing. */
const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    process.on('SIGINT', () => resolve());
    process.on('SIGTERM', () => resolve());
  });

const terminal: Terminal = {
  env: process.env,
  user: userInfo().username,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isWatched: process.stderr.isTTY === true,
  keyboard: keyboardOn(process.stdin, process.stderr),
  columns: process.stderr.columns || 80,
  untilStopped,
  stopSignal: () => {
    const stopping = new AbortController();
    void untilStopped().then(() => stopping.abort());
    return stopping.signal;
  },
};

process.exitCode = await runCommandLine(process.argv.slice(2), terminal);
terminal.keyboard.close();
