import fc from 'fast-check';
import { findMarkers } from '../../src/domain/marker.ts';
import type { PlannedDocument, PlannedLine } from '../../src/domain/planned-document.ts';
import { mirrorJournal } from '../../src/domain/undo-mirror.ts';
import { day, type Given, planInputOf, planOf } from '../domain/plan-of.ts';
import type { NamedProperty } from './named-property.ts';
import { anyPlan } from './plan.ts';

/** What holds for the mirror of every journal of every plan (ACCOUNTING 3.10). */
export const MIRROR_PROPERTIES: readonly NamedProperty[] = [
  {
    name: '3.10 a mirror takes every line of its journal back, to the cent, GST included',
    property: fc.property(anyPlan, (given) =>
      mirrorsOf(given).every(
        ({ journal, mirror }) =>
          mirror.lines.length === journal.lines.length &&
          journal.lines.every((line, index) => isTurned(line, mirror.lines[index])),
      ),
    ),
  },
  {
    name: '3.10 a mirror is posted on its own date, also where the batch makes drafts',
    property: fc.property(anyPlan, (given) =>
      mirrorsOf(given).every(({ mirror }) => {
        const { Status, Date: date } = JSON.parse(mirror.body);
        return Status === 'POSTED' && date === OPEN_DAY && mirror.date === OPEN_DAY;
      }),
    ),
  },
  {
    name: '3.10 no two documents of a batch share a marker or a key, mirrors among them',
    property: fc.property(anyPlan, (given) => {
      const journals = planOf(given).documents;
      const all = [...journals, ...mirrorsOf(given).map((one) => one.mirror)];
      return (
        isUnique(all.map((one) => one.documentKey)) &&
        isUnique(all.flatMap((one) => findMarkers(one.text))) &&
        all.every(({ text, marker }) => text.endsWith(marker) && text.length <= 250)
      );
    }),
  },
];

const OPEN_DAY = day('2026-06-01');

function mirrorsOf(given: Given): { journal: PlannedDocument; mirror: PlannedDocument }[] {
  const input = planInputOf(given);
  const { documents } = planOf(given);
  const { exportId, facts, digest, format } = input;
  const settings = { ...input.settings, journalStatus: 'draft' as const };
  return documents
    .filter(({ kind }) => kind === 'manualJournal')
    .map((journal, index) => ({
      journal,
      mirror: mirrorJournal({
        ...{ exportId, facts, settings, digest, format },
        reversedPart: journal.part,
        reversedDate: journal.date,
        lines: journal.lines,
        date: OPEN_DAY,
        part: documents.length + 1 + index,
        entityName: 'Main Entity',
      }),
    }));
}

function isTurned(line: PlannedLine, turned: PlannedLine | undefined): boolean {
  return (
    turned !== undefined &&
    turned.amount + line.amount === 0n &&
    turned.gst + line.gst === 0n &&
    turned.sentAccount === line.sentAccount &&
    turned.taxType === line.taxType &&
    turned.categoryA === line.categoryA &&
    turned.categoryB === line.categoryB &&
    turned.optionA === line.optionA &&
    turned.optionB === line.optionB
  );
}

function isUnique(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}
