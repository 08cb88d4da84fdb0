import { type Problem, problem } from '../domain/problem.ts';
import type { ExportBatch } from '../store/batch-reader.ts';

/** Why a batch that went out as files is not sent; nothing where it did not. */
export function checkNotHandedOver({ exportId, handedOver }: ExportBatch): Problem[] {
  if (handedOver === undefined) return [];
  const { at, by, files } = handedOver;
  const [first = '', ...others] = files;
  const names = others.length === 0 ? first : `${first} and ${others.length} more`;
  return [problem('batch.handed_over', { exportId, at, by, files: names })];
}
