import { Socket } from 'node:net';
import { XERO_HOSTS } from './xero-hosts.ts';

/**
 * Loaded before a foreign client: its connections for Xero's hosts go to the twin's TLS port on
 * loopback, and no other connection leaves.
 */
interface Target {
  host?: string;
  port?: number | string;
  path?: string;
}

const port = Number(process.env.TWIN_TLS_PORT);
const connect = Socket.prototype.connect;

Socket.prototype.connect = function redirected(this: Socket, ...given: unknown[]): Socket {
  const [normalized] = given;
  const [target, ...rest] = (Array.isArray(normalized) ? normalized : given) as [Target, unknown];
  if (!XERO_HOSTS.includes(target.host ?? '') || Number(target.port) !== 443) {
    throw new Error(`Nobody but Xero is spoken to here, not ${target.host}:${target.port}.`);
  }
  return Reflect.apply(connect, this, [{ ...target, host: '127.0.0.1', port }, ...rest]);
} as typeof connect;
