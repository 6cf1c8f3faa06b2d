import type { Sample } from '../peers/contest.ts';
import { seconds } from '../report/format.ts';
import type { Setting } from './workload.ts';

/** Tells of each sample as it comes. */
export function telling(setting: Setting, letter: string, rounds: number) {
  return (name: string, round: number, sample: Sample): void =>
    setting.progress(`${letter} ${round + 1}/${rounds} ${name}: ${seconds(sample.wall)}`);
}
