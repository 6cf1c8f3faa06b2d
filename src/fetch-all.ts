import type { FetchOptions } from './core/options.ts';
import type { RequestInputs } from './core/request.ts';
import type { FetchRun } from './core/run.ts';

/** (signature only; the composition follows) */
export function fetchAll(inputs: RequestInputs, options: FetchOptions = {}): FetchRun {
  throw new Error(`not yet built: ${typeof inputs} ${typeof options}`);
}
