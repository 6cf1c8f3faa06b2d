import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { metricsFile, metricsSink } from '../../../src/cli/session/metrics-sink.ts';
import type { StopReason } from '../../../src/cli/stop.ts';
import { response } from '../../output/outcomes.ts';
import { readOpenMetrics } from '../../output/read-open-metrics.ts';
import { withServer } from '../../support/servers.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { FakeIo } from '../fake-io.ts';
import { stats } from '../outcomes.ts';

const files = temporaryFolder();
const fresh = { overwrite: false, lists: [], outputs: [] };
const measured = { stats: () => stats(), clock: () => 1_800_000_000_000 };

/** The sum of a metric's samples. */
async function valueOf(path: string, metric: string): Promise<number | undefined> {
  const found = readOpenMetrics(await readFile(path, 'utf8')).find(({ name }) => name === metric);
  return found?.samples.reduce((sum, { value }) => sum + value, 0);
}

describe('metricsSink', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  it('writes every few seconds what there is, and at the end all', async () => {
    const path = files.path('often.prom');
    const sink = metricsSink(await metricsFile(path, fresh), measured, () => expect.unreachable());
    for (const count of [1, 2, 3]) {
      expect(sink.write(response)).toBeUndefined();
      vi.advanceTimersByTime(5000);
      await vi.waitFor(async () => expect(await valueOf(path, 'overlap_responses')).toBe(count));
    }
    void sink.write(response);
    await sink.end();
    expect(await valueOf(path, 'overlap_responses')).toBe(4);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells when the file cannot be written any more', async () => {
    const reasons: StopReason[] = [];
    const sink = metricsSink({ path: files.path('no/x.prom') }, measured, (reason) => reasons.push(reason));
    await sink.end();
    expect(reasons).toEqual([
      {
        kind: 'unwritable',
        message: expect.stringMatching(/x\.prom cannot be written: its folder does not exist/),
      },
    ]);
  });
});

describe('overlap fetch', () => {
  it('writes metrics, again and again over its own', async () => {
    await withServer(undefined, async ({ origin }) => {
      const path = files.path('fetch.prom');
      for (const count of [1, 2]) {
        const urls = Array.from({ length: count }, (_, index) => `${origin}/${index}`);
        expect(await new FakeIo().run(...urls, '--metrics', path)).toBe(0);
        expect(await valueOf(path, 'overlap_responses')).toBe(count);
        expect(await valueOf(path, 'overlap_requests_read')).toBe(count);
      }
    });
  });

  it('refuses a file of something else, and one that another output goes to', async () => {
    const precious = await files.write('precious.txt', 'precious\n');
    const fake = new FakeIo();
    expect(await fake.run('http://127.0.0.1:1/', '--metrics', precious)).toBe(1);
    expect(fake.err).toMatch(/precious\.txt is not empty/);
    for (const output of ['same.jsonl', 'same.csv']) {
      const path = files.path(output);
      const both = new FakeIo();
      expect(await both.run('http://127.0.0.1:1/', '--metrics', path, '--output', path)).toBe(1);
      expect(both.err).toMatch(/same\.\w+ is the same file as another output/);
    }
  });
});
