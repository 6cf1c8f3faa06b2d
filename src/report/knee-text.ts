import type { Knee } from '../compare/comparison.ts';

/** What a sweep recommends, in one sentence, with the flag to copy. */
export function kneeText(knee: Knee): string {
  if (knee.kind === 'beyond') {
    return `The throughput still grows at ${knee.best}, the highest level: sweep further to find where it ends.`;
  }
  const isAsync = knee.spec.startsWith('async:');
  const flag = isAsync ? `-c ${knee.level}` : `--strategy ${knee.spec}`;
  return `Past ${knee.level} in flight, more buys less than 5 %: take ${flag}.`;
}
