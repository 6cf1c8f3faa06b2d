import type { Outcome } from '../core/outcome.ts';

/** The outcome that a line of a results file records; undefined if it is no record. */
export function recordOf(line: string): Outcome | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The number of the request that a line records; 0 if it is no record. */
export function seqOf(line: string): number {
  // As it is written. Parsing the whole of it would take ten times as long.
  const [, seq] = /^\{"seq":([0-9]{1,15}),/.exec(line) ?? [];
  return seq === undefined ? (recordOf(line)?.seq ?? 0) : Number(seq);
}

/** Looks at what tells records from other JSON; the rest is as it was written. */
function isRecord(value: unknown): value is Outcome {
  if (typeof value !== 'object' || value === null) return false;
  if (!('seq' in value && 'kind' in value && 'url' in value)) return false;
  if (!Number.isSafeInteger(value.seq) || Number(value.seq) < 1 || typeof value.url !== 'string')
    return false;
  if (value.kind === 'response') return 'status' in value && typeof value.status === 'number';
  if (value.kind !== 'failure' || !('error' in value)) return false;
  const { error } = value;
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}
