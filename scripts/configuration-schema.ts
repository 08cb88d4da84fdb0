/** Writes docs/configuration.schema.json, which editors use to check a configuration file. */
import { z } from 'zod';
import { configurationSchema } from '../src/domain/configuration.ts';
import type { GeneratedDocument } from './checks/documents.ts';
import { writeDocument } from './write-document.ts';

export const CONFIGURATION_SCHEMA: GeneratedDocument = {
  path: 'docs/configuration.schema.json',
  render: () => {
    const { $schema, ...schema } = z.toJSONSchema(configurationSchema, { io: 'input' });
    const title = 'Configuration file of tieout';
    return `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n`;
  },
};

if (import.meta.main) writeDocument(CONFIGURATION_SCHEMA);
