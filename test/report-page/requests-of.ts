import type { Outcome } from '../../src/core/outcome.ts';
import { chartData } from '../../src/report/picture/chart-data.ts';
import { RunPicture } from '../../src/report/picture/run-picture.ts';
import { type UrlNames, readRequests, type Requests } from '../../src/report-page/waterfall/requests.ts';

/** Outcomes as the page sees them. */
export function requestsOf(outcomes: readonly Outcome[]): {
  readonly requests: Requests;
  readonly names: UrlNames;
} {
  const picture = new RunPicture();
  for (const outcome of outcomes) picture.add(outcome);
  const names = chartData([{ name: 'run', picture }]);
  const [contender] = names.contenders;
  if (!contender) throw new Error('no run');
  return { requests: readRequests(contender), names };
}
