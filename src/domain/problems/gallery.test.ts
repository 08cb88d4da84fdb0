import { expect, it } from 'vitest';
import { PROBLEM_GALLERY } from './gallery.ts';
import { PROBLEMS } from './index.ts';

it('shows every problem once, those of the guide first', () => {
  const shown = PROBLEM_GALLERY.flatMap(({ problems }) => Object.keys(problems));
  expect(shown.toSorted()).toEqual(Object.keys(PROBLEMS).toSorted());
  expect(PROBLEM_GALLERY.slice(0, 3).map(({ title }) => title)).toEqual([
    'Initialise',
    'Verify',
    'Export',
  ]);
});

it.each([
  ['xero_consent.redirect_uri_unknown', 'Initialise'],
  ['xero_sign_in.credentials_wrong', 'Initialise'],
  ['tenant.not_chosen', 'Verify'],
  ['contact.default_missing', 'Export'],
  ['undo.edited', 'Undoing'],
])('%s stands under %s', (name, title) => {
  const found = PROBLEM_GALLERY.filter(({ problems }) => name in problems);
  expect(found.map((one) => one.title)).toEqual([title]);
});

it('names in its introductions only problems that stand below them', () => {
  for (const { about, problems } of PROBLEM_GALLERY.slice(0, 3)) {
    const named = about.match(/\b[a-z_]+\.[a-z_]{4,}/g) ?? [];
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !(name in problems))).toEqual([]);
  }
});
