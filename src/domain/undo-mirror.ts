import type { AccountingDate } from './dates.ts';
import { batchAddress } from './document-maker.ts';
import { type Digest, makeMarker, withMarker } from './marker.ts';
import { negateCents } from './money.ts';
import type { OrganisationFacts } from './organisation.ts';
import type {
  DocumentContent,
  FormatDocument,
  PlannedDocument,
  PlannedLine,
} from './planned-document.ts';
import type { GlobalSettings } from './settings.ts';
import { lineTracking } from './tracking.ts';

/** A locked journal that is to be reversed, and where its mirror goes. */
export interface MirrorRequest {
  /** Of the journal that is reversed. */
  readonly reversedPart: number;
  readonly reversedDate: AccountingDate;
  readonly lines: readonly PlannedLine[];
  /** The first open day. */
  readonly date: AccountingDate;
  /** The next free part of the batch. */
  readonly part: number;
  readonly exportId: string;
  readonly entityName: string;
  /** As they were when the batch was planned. */
  readonly settings: GlobalSettings;
  readonly facts: OrganisationFacts;
  readonly digest: Digest;
  readonly format: FormatDocument;
}

/**
 * A manual journal that takes another one back, line by line and to the cent, under a marker and a
 * key of its own (ACCOUNTING 3.10). It is posted even where the batch makes drafts: a draft would
 * undo nothing.
 */
export function mirrorJournal(request: MirrorRequest): PlannedDocument {
  const { part, date, exportId, facts, settings, digest, format } = request;
  const lines = request.lines.map(turned);
  const { reversedDate, reversedPart, entityName } = request;
  const text = `${entityName}: loan ledger of ${reversedDate}, part ${reversedPart} undone`;
  const content: DocumentContent = {
    kind: 'manualJournal',
    date,
    text,
    isDraft: false,
    url: batchAddress(settings.publicAddress, exportId),
    lines: lines.map((line) => ({ ...line, tracking: lineTracking(line, facts) })),
    bank: undefined,
  };
  const place = { tenantId: facts.tenantId, exportId, part };
  const marker = makeMarker(place, format(content), digest);
  const marked = withMarker(text, marker);
  return {
    part,
    kind: 'manualJournal',
    date,
    text: marked,
    marker,
    documentKey: digest.base64Url(['document', facts.tenantId, exportId, part].join('\n')),
    lines,
    bank: undefined,
    body: format({ ...content, text: marked }),
  };
}

function turned(line: PlannedLine): PlannedLine {
  return { ...line, amount: negateCents(line.amount), gst: negateCents(line.gst) };
}
