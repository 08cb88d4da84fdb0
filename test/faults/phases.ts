import { EXPORT_PHASES } from './export-phases.ts';
import { IMPORT_PHASE } from './import-phase.ts';
import { RENEWAL_PHASE } from './renewal-phase.ts';

/** Everything whose effects are made to fail. */
export const PHASES = [...EXPORT_PHASES, IMPORT_PHASE, RENEWAL_PHASE];
