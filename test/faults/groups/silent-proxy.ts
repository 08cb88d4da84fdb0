import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Stands between a program and a server, and can swallow every byte from then on, as a lost network does. */
export interface SilentProxy {
  readonly port: number;
  /** Nothing comes through any more, in either direction, and nobody is told. */
  silence(): void;
  /** New connections come through again; those of before stay silent. */
  speak(): void;
}

export async function silentProxy(serverPort: number): Promise<SilentProxy> {
  const sockets = new Set<Socket>();
  const open = new Set<{ isSilent: boolean }>();
  let isSilent = false;
  const server = createServer((near) => {
    const way = { isSilent };
    open.add(way);
    const far = connect(serverPort, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => way.isSilent || to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => way.isSilent || to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    silence: () => {
      isSilent = true;
      for (const way of open) way.isSilent = true;
    },
    speak: () => {
      isSilent = false;
    },
  };
}
