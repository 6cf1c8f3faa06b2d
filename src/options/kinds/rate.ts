import { intervalOf, type Rate } from '../rate.ts';
import type { Kind } from './kind.ts';

/** How often something may happen; becomes the milliseconds between two. */
export const RATE: Kind<Rate, number> = {
  type: 'Rate',
  check: intervalOf,
  parse: parseRate,
};

/** `5/s`, `30/m` or `1000/h`, as it was given. */
export function parseRate(text: string): string {
  intervalOf(text, 'the rate');
  return text;
}
