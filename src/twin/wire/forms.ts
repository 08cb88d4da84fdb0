import type { FastifyRequest } from 'fastify';

/** The fields of a posted form; a body of another type has none. */
export function readForm(request: FastifyRequest): URLSearchParams {
  const type = request.headers['content-type'] ?? '';
  const isForm = type.toLowerCase().startsWith('application/x-www-form-urlencoded');
  return new URLSearchParams(isForm && typeof request.body === 'string' ? request.body : '');
}
