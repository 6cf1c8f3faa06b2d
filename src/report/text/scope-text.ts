import type { Comparison } from '../../compare/comparison.ts';
import { formatDuration } from './duration.ts';
import { counted } from './wording.ts';

/** What was compared and how often; and why not oftener. */
export function scopeText(comparison: Comparison): string {
  const { requests, hosts } = comparison;
  return `${counted(requests, 'request')}, ${counted(hosts, 'host')}, ${roundsMade(comparison)}`;
}

function roundsMade({ rounds, ending, settings }: Comparison): string {
  switch (ending) {
    case 'all-rounds':
      return counted(rounds, 'round');
    case 'budget':
      return `${counted(rounds, 'round')} (another one would have gone beyond the budget of ${formatDuration(settings.budget)})`;
    case 'settled':
      return `${counted(rounds, 'round')} (of ${settings.rounds}: then it was shown which is the fastest)`;
    case 'stopped':
      return `stopped after ${rounds} of ${settings.rounds} rounds`;
  }
}
