import { expect, test } from 'vitest';
import { chartData } from '../../../src/report/picture/chart-data.ts';
import { RunPicture } from '../../../src/report/picture/run-picture.ts';
import { scriptBytes } from '../../../src/report/picture/script-json.ts';
import { readRequests, shownResultOf, urlOf } from '../../../src/report-page/waterfall/requests.ts';
import { simulatedRun } from '../html/simulated-run.ts';

function pictureOf(run: Parameters<typeof simulatedRun>[0]): RunPicture {
  const picture = new RunPicture();
  for (const outcome of simulatedRun(run)) picture.add(outcome);
  return picture;
}

test('the page reads back what the records said', () => {
  const outcomes = simulatedRun({ requests: 400, slots: 8, failing: 0.1 });
  const picture = new RunPicture();
  for (const outcome of outcomes) picture.add(outcome);
  const data = chartData([{ name: 'run', picture }]);
  const [contender] = data.contenders;
  if (!contender) throw new Error('no run');
  const requests = readRequests(contender);
  for (let n = 0; n < requests.count; n++) {
    const seq = requests.columns.seq[n];
    const outcome = outcomes.find((each) => each.seq === seq);
    expect(urlOf(data, requests, n)).toBe(outcome?.url);
    expect(shownResultOf(data, requests, n)).toBe(
      outcome?.kind === 'response' ? String(outcome.status) : outcome?.error.code,
    );
    expect((requests.end[n] ?? 0) - (requests.columns.start[n] ?? 0)).toBeCloseTo(outcome?.elapsed ?? 0, 0);
    expect(requests.columns.wait[n]).toBeCloseTo(outcome?.timings?.wait ?? 0, 1);
  }
});

test('long URLs are cut, and too many requests are thinned, until they fit', () => {
  const url = (seq: number) => `https://a.example/${'<'.repeat(1500)}${seq}`;
  const picture = pictureOf({ requests: 2000, slots: 32, url });
  const data = chartData([{ name: 'run', picture }]);
  expect(scriptBytes(data.urls)).toBeLessThan(1_100_000);
  expect(scriptBytes(data)).toBeLessThan(4_000_000);
});

test('what stands beside the requests and takes too much does not keep it from its end', () => {
  const rows = [[1, `http://a.example/${'x'.repeat(5_000_000)}`, '500', '', 1]] as const;
  const picture = pictureOf({ requests: 20, slots: 4 });
  const data = chartData([{ name: 'run', picture }], { failures: { count: 1, rows } });
  expect(data.contenders[0]?.requests.count).toBe(1);
});
