import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DOCUMENT_STEPS } from './document-steps.ts';

/** Drawn as one state in the picture. */
const UNDONE = ['voided', 'deleted', 'reversed'];

/** Too seldom to be drawn; the table says when. */
const NOT_DRAWN = [
  'planned posted',
  'planned inDoubt',
  'planned conflict',
  'planned withdrawn',
  'sending withdrawn',
  'inDoubt confirmed',
  'inDoubt planned',
  'inDoubt withdrawn',
  'rejected posted',
  'rejected conflict',
  'rejected confirmed',
  'rejected planned',
  'posted voided',
  'confirmed conflict',
  'conflict posted',
  'conflict inDoubt',
  'conflict withdrawn',
];

it('the picture of the protocol draws the steps that a document can take, and no others', () => {
  const picture = readFileSync(new URL('../../docs/protocol.svg', import.meta.url), 'utf8');
  const drawn = [...picture.matchAll(/data-step="([^"]+)"/g)].map(([, step]) => step);
  const steps = Object.entries(DOCUMENT_STEPS).flatMap(([from, all]) =>
    all.map((to) => `${from} ${UNDONE.includes(to) ? 'voided' : to}`),
  );
  expect([...drawn, ...NOT_DRAWN].sort()).toEqual([...new Set(steps)].sort());
});
