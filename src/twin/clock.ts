import type { DatabaseSync } from 'node:sqlite';
import { readProperty, writeProperty } from './database/properties.ts';

const PROPERTY = 'clockOffsetMs';

/** The twin's time: this machine's, moved by what a test asked for. */
export function twinNow(books: DatabaseSync): number {
  return Date.now() + clockOffsetMs(books);
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
