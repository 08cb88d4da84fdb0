import type { FastifyInstance } from 'fastify';
import type { Databases } from '../database/databases.ts';

export function pageRoutes(_server: FastifyInstance, _databases: Databases): void {}
