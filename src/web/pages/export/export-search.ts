import type { Given } from '../../../api/contract/endpoint.ts';
import type { previewExport } from '../../../api/contract/export-acts.ts';

/** Where one is in the wizard, and all that was chosen: it stands in the address. */
export interface ExportSearch {
  readonly step?: 'again' | 'options' | 'preview';
  readonly entity?: string;
  readonly upTo?: string;
  /** A template or a whole id; blank is the setting's. */
  readonly exportId?: string;
  /** "journals,bank"; blank is the setting's. */
  readonly streams?: string;
  /** The batch that is exported again. */
  readonly batch?: string;
  /** The job of the preview, and of the batch that is being made. */
  readonly job?: string;
  readonly making?: string;
}

const STEPS: readonly unknown[] = ['again', 'options', 'preview'];
const TEXTS = ['entity', 'upTo', 'exportId', 'streams', 'batch', 'job', 'making'] as const;

/** Reads it from an address, which anybody may have typed. */
export function readExportSearch(search: Record<string, unknown>): ExportSearch {
  const texts = TEXTS.filter((name) => ['string', 'number'].includes(typeof search[name]));
  return {
    ...(STEPS.includes(search.step) ? { step: search.step as 'options' } : {}),
    ...Object.fromEntries(texts.map((name) => [name, String(search[name])])),
  };
}

type Options = Given<typeof previewExport>['body'];

/** The options as our own API takes them; undefined while something is missing. */
export function optionsOf({ entity, upTo, exportId, streams }: ExportSearch): Options | undefined {
  const chosen = streamsOf(streams);
  if (!entity || !upTo || !exportId || chosen.length === 0) return undefined;
  return { entity, upTo, exportId, streams: chosen };
}

/** The streams that a text names. */
export function streamsOf(text: string | undefined): ('journals' | 'bank')[] {
  const named = (text ?? '').split(',');
  return (['journals', 'bank'] as const).filter((one) => named.includes(one));
}
