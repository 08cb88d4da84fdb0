import { generate } from './generate.ts';
import { ingest } from './ingest.ts';
import { ingestFloor } from './ingest-floor.ts';
import type { Phase, PhaseName } from './phase.ts';
import { plan } from './plan.ts';
import { planFloor } from './plan-floor.ts';
import { send } from './send.ts';
import { sendFloor } from './send-floor.ts';
import { setUp } from './set-up.ts';
import { split } from './split.ts';

/** What each part of a run does. */
export const PHASES: Readonly<Record<PhaseName, Phase>> = {
  generate,
  setUp,
  setUpFloor: setUp,
  split,
  ingestFloor,
  ingest,
  planFloor,
  plan,
  sendFloor,
  send,
};
