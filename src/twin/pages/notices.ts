import type { DatabaseSync } from 'node:sqlite';
import { changedBehaviours } from '../behaviours.ts';
import { listOrganisations } from '../books/organisations.ts';
import { listFaults } from '../calls/faults.ts';
import { areLimitsChanged } from '../calls/rate-limits.ts';
import { clockOffsetMs } from '../clock.ts';
import type { Link } from './navigation.ts';

const HOUR_MS = 3_600_000;

/** All that is switched on: where each is changed, and what it is. */
export function noticesOf(books: DatabaseSync): Link[] {
  const faults = listFaults(books).filter(({ remaining }) => remaining > 0).length;
  const changed = changedBehaviours(books).length;
  const offline = listOrganisations(books).filter((row) => row.is_offline === 1);
  const hours = clockOffsetMs(books) / HOUR_MS;
  const notices: [isOn: boolean, href: string, label: string][] = [
    [faults > 0, '/pages/faults', `${count(faults, 'fault')} waiting for calls`],
    [hours !== 0, '/pages/clock', `The clock is moved by ${round(hours)} hours`],
    [areLimitsChanged(books), '/pages/limits', 'Limits other than Xero’s'],
    [changed > 0, '/pages/behaviours', `${count(changed, 'behaviour')} changed`],
    ...offline.map(({ name }): [boolean, string, string] => [true, '/pages', `${name} is offline`]),
  ];
  return notices.filter(([isOn]) => isOn).map(([, href, label]) => ({ href, label }));
}

function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`;
}

function round(hours: number): string {
  return (Math.round(hours * 100) / 100).toString();
}
