import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Outcome } from '../../domain/problem.ts';
import type { Endpoint, Taken } from '../contract/endpoint.ts';
import { refuse } from './refuse.ts';
import { admit } from './serve-endpoint.ts';
import type { ServerContext, Visitor } from './server-context.ts';

interface FileEndpoint<One extends Endpoint> {
  readonly endpoint: One;
  /** The name under which the browser keeps it. */
  readonly nameOf: (taken: Taken<One>) => string;
  readonly typeOf: (taken: Taken<One>) => string;
  /** Writes the file. */
  readonly write: (
    taken: Taken<One> & { readonly visitor: Visitor },
    file: string,
  ) => Promise<Outcome<unknown>>;
}

/** Serves a file that is made for the asking, and forgotten once it was sent. */
export function serveFile<One extends Endpoint>(
  server: FastifyInstance,
  context: ServerContext,
  { endpoint, nameOf, typeOf, write }: FileEndpoint<One>,
): void {
  server.route({
    method: endpoint.method,
    url: endpoint.url,
    handler: async (raw, reply) => {
      const admitted = await admit(context, endpoint, raw);
      if (!admitted.ok) return refuse(reply, admitted.problems);
      const folder = await mkdtemp(join(tmpdir(), 'tieout-file-'));
      const forget = () => rm(folder, { recursive: true, force: true });
      const file = join(folder, 'file');
      try {
        const written = await write(admitted.value, file);
        if (!written.ok) {
          await forget();
          return refuse(reply, written.problems);
        }
      } catch (error) {
        await forget();
        throw error;
      }
      const stream = createReadStream(file);
      stream.once('close', () => void forget());
      return reply
        .type(typeOf(admitted.value))
        .header('cache-control', 'no-store')
        .header('content-disposition', attachment(nameOf(admitted.value)))
        .send(stream);
    },
  });
}

/** The name in both spellings of RFC 6266. */
function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w. -]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
