import type { AddressedGroup } from './bank-plan.ts';
import type { JournalPart } from './journal-parts.ts';
import { makeMarker, withMarker } from './marker.ts';
import type { OrganisationFacts } from './organisation.ts';
import type { PlanInput } from './plan-input.ts';
import type {
  BankSide,
  DocumentContent,
  PlannedDocument,
  PlannedLine,
  PostedSide,
} from './planned-document.ts';
import { lineTracking } from './tracking.ts';

/** Words, marks and numbers the documents of a plan, in one fixed order. */
export class DocumentMaker {
  readonly documents: PlannedDocument[] = [];
  readonly #input: PlanInput;

  constructor(input: PlanInput) {
    this.#input = input;
  }

  addJournals(parts: readonly JournalPart[]): void {
    for (const { date, lines, lineOf } of parts) {
      if (lines.length === 0) continue;
      const text = `${this.#entityName()}: loan ledger of ${date}`;
      const part = this.#add({ kind: 'manualJournal', date, text, lines, bank: undefined });
      markSides(lineOf, part);
    }
  }

  addBankTransactions(groups: readonly AddressedGroup[]): void {
    for (const { group, contactId } of groups) {
      const { date, lines, lineOf, direction, items, text } = group;
      const sentAccount = group.bankSentAccount;
      const accountId = bankAccountId(sentAccount, this.#input.facts);
      const bank = { direction, accountId, sentAccount, contactId };
      const part = this.#add({ kind: 'bankTransaction', date, text, lines, bank });
      markSides(lineOf, part);
      for (const item of items) item.bankSide.part = part;
    }
  }

  #add(
    made: Pick<DocumentContent, 'kind' | 'date' | 'text'> & {
      lines: readonly PlannedLine[];
      bank: BankSide | undefined;
    },
  ): number {
    const { settings, facts, exportId, digest, format } = this.#input;
    const part = this.documents.length + 1;
    const place = { tenantId: facts.tenantId, exportId, part };
    const content: DocumentContent = {
      ...made,
      isDraft: made.kind === 'manualJournal' && settings.journalStatus === 'draft',
      url: batchAddress(settings.publicAddress, exportId),
      lines: made.lines.map((line) => ({ ...line, tracking: lineTracking(line, facts) })),
    };
    const marker = makeMarker(place, format(content), digest);
    const text = withMarker(made.text, marker);
    const documentKey = digest.base64Url(['document', facts.tenantId, exportId, part].join('\n'));
    this.documents.push({
      ...made,
      part,
      text,
      marker,
      documentKey,
      body: format({ ...content, text }),
    });
    return part;
  }

  #entityName(): string {
    return this.#input.entity.description || this.#input.entity.code;
  }
}

function markSides(lineOf: ReadonlyMap<PostedSide, number>, part: number): void {
  for (const [side, lineNo] of lineOf) {
    side.part = part;
    side.lineNo = lineNo;
  }
}

/** The page of a batch; blank when tieout has no public address. */
export function batchAddress(publicAddress: string, exportId: string): string {
  if (publicAddress === '') return '';
  return `${publicAddress.replace(/\/$/, '')}/exports/${encodeURIComponent(exportId)}`;
}

/** A bank account may have no code in Xero; then its id stands in the configuration. */
function bankAccountId(sentAccount: string, facts: Pick<OrganisationFacts, 'chart'>): string {
  const found = facts.chart.find(
    (one) => one.glAccountCode === sentAccount || one.accountId === sentAccount,
  );
  return found?.accountId ?? '';
}
