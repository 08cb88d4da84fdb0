import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { problem } from '../../domain/problem.ts';
import { refuse } from './refuse.ts';

const YEAR_SECONDS = 31_536_000;

/** Serves the built browser app; every address that is no file is one of its pages. */
export async function webPages(server: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(join(folder, 'index.html'));
  if (isBuilt) {
    await server.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const isForEver = path.includes('/assets/');
        const value = isForEver ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
        void reply.header('cache-control', value);
      },
    });
  }
  server.setNotFoundHandler((request, reply) => {
    const { url, method, headers } = request;
    // An export id has a dot too: what a person opens is told from a file by what is asked for.
    const isNoFile = headers.accept?.includes('text/html') === true || !/\.\w+$/.test(url);
    const isPage = method === 'GET' && !url.startsWith('/api/') && isNoFile;
    if (!isPage) return refuse(reply, [problem('page.unknown', { address: url.slice(0, 200) })]);
    if (!isBuilt) return refuse(reply, [problem('pages.not_built', { folder })]);
    return reply.sendFile('index.html');
  });
}
