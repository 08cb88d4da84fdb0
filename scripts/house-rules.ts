import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROBLEMS } from '../src/domain/problems/index.ts';
import { checkDecisions, checkGenerated, checkLinks } from './checks/documents.ts';
import { checkExports } from './checks/exports.ts';
import { checkCycles, checkOrphans } from './checks/graph.ts';
import { checkImports } from './checks/imports.ts';
import { checkLock, checkPins } from './checks/manifest.ts';
import { checkDocComments, checkFileNames, checkSyntax } from './checks/names.ts';
import { checkProblemCodes } from './checks/problem-codes.ts';
import { checkProblemNames } from './checks/problem-names.ts';
import { checkPurity } from './checks/purity.ts';
import { checkFileSizes, checkFunctionSizes } from './checks/sizes.ts';
import { checkWords } from './checks/words.ts';
import { CONFIGURATION_SCHEMA } from './configuration-schema.ts';
import { ERRORS_DOCUMENT } from './errors-doc.ts';
import { checkFaultRows } from './fault-rows.ts';
import { IMPORT_MAP } from './import-map.ts';
import type { Check } from './source-files.ts';

const ROOT = join(import.meta.dirname, '..');

/** Rules that need nothing but the texts of the files. */
export const TEXT_RULES: readonly Check[] = [
  checkSyntax,
  checkImports,
  checkPurity,
  checkCycles,
  checkOrphans,
  checkExports,
  checkFileSizes,
  checkFunctionSizes,
  checkFileNames,
  checkDocComments,
  checkWords,
  checkPins,
  checkLock,
  checkDecisions,
  checkProblemNames,
];

/** Every rule of the house; types and lint have programs of their own. */
export const HOUSE_RULES: readonly Check[] = [
  ...TEXT_RULES,
  (files) => checkGenerated(files, [ERRORS_DOCUMENT, IMPORT_MAP, CONFIGURATION_SCHEMA]),
  (files) => checkLinks(files, (path) => existsSync(join(ROOT, path))),
  (files) => checkProblemCodes(files, Object.keys(PROBLEMS)),
  checkFaultRows,
];
