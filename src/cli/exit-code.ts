import { STOPPED } from './io.ts';
import type { StopReason } from './stop.ts';

/** Every request got a response. */
export const OK = 0;
/** Wrong usage, or a fault at run time. */
export const FAULT = 1;
/** Some requests failed. */
const SOME_FAILED = 2;

/** The exit code of a run that was stopped for this reason, or that came to its end. */
export function exitCodeOf(reason: StopReason | undefined, failures: number): number {
  if (!reason) return failures > 0 ? SOME_FAILED : OK;
  switch (reason.kind) {
    case 'signal':
      return STOPPED[reason.signal];
    case 'unwritable':
      return FAULT;
    case 'closed':
      return OK;
  }
}
