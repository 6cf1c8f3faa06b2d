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
