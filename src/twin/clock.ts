import type { DatabaseSync } from 'node:sqlite';
import { readProperty, writeProperty } from './database/properties.ts';

const PROPERTY = 'clockOffsetMs';

/** Books whose present moment is not this machine's. */
const given = new WeakMap<DatabaseSync, () => number>();

/** From now on, whoever opened the books says what time it is, before anybody moves the clock. */
export function giveClock(books: DatabaseSync, nowMs: () => number): void {
  given.set(books, nowMs);
}

/** The twin's time: this machine's, or as it was given; moved by what a test asked for. */
export function twinNow(books: DatabaseSync): number {
  const nowMs = given.get(books) ?? Date.now;
  return nowMs() + clockOffsetMs(books);
}

/** How far the clock was moved, forwards or back. */
export function clockOffsetMs(books: DatabaseSync): number {
  return readProperty<number>(books, PROPERTY) ?? 0;
}

/** Moves the clock by some milliseconds, forwards or back; returns the new offset. */
export function moveClock(books: DatabaseSync, byMs: number): number {
  const offset = clockOffsetMs(books) + byMs;
  writeProperty(books, PROPERTY, offset);
  return offset;
}
