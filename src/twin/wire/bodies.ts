import type { FastifyRequest } from 'fastify';

const NOTHING = Buffer.alloc(0);

/** The body of a request as it was sent, since an attachment may be of any type. */
export function readBytes(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : NOTHING;
}

export function readText(request: FastifyRequest): string {
  return readBytes(request).toString('utf8');
}

/** The fields of a posted form; a body of another type has none. */
export function readForm(request: FastifyRequest): URLSearchParams {
  const type = request.headers['content-type'] ?? '';
  const isForm = type.toLowerCase().startsWith('application/x-www-form-urlencoded');
  return new URLSearchParams(isForm ? readText(request) : '');
}
