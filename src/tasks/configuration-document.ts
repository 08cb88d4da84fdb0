import { type Document, isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { ConfigurationPath } from '../domain/check-configuration.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';

/** The plain content of a configuration file, and where each part of it stands. */
export interface ConfigurationDocument {
  /** Every number as the text that stands in the file, so that 090 stays 090. */
  readonly content: unknown;
  /** "line 12, elements[3].gstRate" */
  place(path: ConfigurationPath): string;
}

/** Reads YAML or JSON. Problems: `configuration.not_yaml`, one for each fault of the syntax. */
export function parseConfigurationDocument(
  file: string,
  text: string,
): Outcome<ConfigurationDocument> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faults = document.errors.map(({ message, pos: [start] }) => ({
    place: `Line ${lines.linePos(start).line}`,
    reason: message.replace(/[.\s]+$/, ''),
  }));
  if (faults.length === 0) {
    const content = plainContent(document);
    if (content.ok) {
      return succeed({ content: content.value, place: (path) => placeOf(path, document, lines) });
    }
    faults.push({ place: 'A line', reason: content.reason });
  }
  return fail(...faults.map((fault) => problem('configuration.not_yaml', { ...fault, file })));
}

/** A number that came through a float would lose what was written: 115.10, 090, 19 digits. */
function plainContent(
  document: Document,
): { ok: true; value: unknown } | { ok: false; reason: string } {
  visit(document, {
    Scalar(_, node) {
      const isNumber = typeof node.value === 'number' || typeof node.value === 'bigint';
      if (isNumber && node.source !== undefined) node.value = node.source;
    },
  });
  try {
    return { ok: true, value: document.toJS() };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function placeOf(path: ConfigurationPath, document: Document, lines: LineCounter): string {
  const written = path.reduce<string>(withStep, '');
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) {
      return `Line ${lines.linePos(node.range[0]).line}, ${written}`;
    }
  }
  return written === '' ? 'The file' : written;
}

function withStep(written: string, step: string | number): string {
  if (typeof step === 'number') return `${written}[${step}]`;
  return written === '' ? step : `${written}.${step}`;
}
