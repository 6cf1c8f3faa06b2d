import { expect, test } from 'vitest';
import { hostOrigin, type HostSettings, replyOf } from '../../src/demo/host.ts';

const HOST: HostSettings = {
  latency: { kind: 'lognormal', median: 80, sigma: 0.5 },
  size: { kind: 'uniform', least: 1000, most: 50_000 },
};

const paths = Array.from({ length: 2000 }, (_, page) => `/${page}`);

test('a page is the same each time, whichever was asked for before, and others are not', () => {
  const { reply } = hostOrigin({ ...HOST, errors: { share: 0.1, answer: 503 } }, { seed: 5, host: 2 });
  const forwards = new Map(paths.map((path) => [path, reply(path)]));
  for (const path of paths.toReversed()) expect(reply(path)).toEqual(forwards.get(path));
  expect(new Set([...forwards.values()].map(({ latency }) => latency)).size).toBe(2000);
  const otherSeed = hostOrigin(HOST, { seed: 6, host: 2 });
  expect(paths.every((path) => otherSeed.reply(path).latency !== forwards.get(path)?.latency)).toBe(true);
});

/** How the page ends. */
function endOf(host: HostSettings, path: string): number | 'reset' {
  const { answer } = replyOf(host, { seed: 1, host: 0, path });
  return answer === 'reset' ? answer : answer.status;
}

test.each([503, 'reset'] as const)('its share of the pages fails, with %s', (answer) => {
  const failing = (share: number): number =>
    paths.filter((path) => endOf({ ...HOST, errors: { share, answer } }, path) === answer).length;
  expect(failing(0)).toBe(0);
  expect(failing(1)).toBe(paths.length);
  expect(failing(0.1) / paths.length).toBeCloseTo(0.1, 1);
});

test('whether a page fails does not change how slow and how large it is', () => {
  const failing: HostSettings = { ...HOST, errors: { share: 1, answer: 500 } };
  const key = { seed: 1, host: 0, path: '/1' };
  const { latency, answer } = replyOf(HOST, key);
  expect(replyOf(failing, key)).toEqual({
    latency,
    answer: { ...(answer === 'reset' ? {} : answer), status: 500 },
  });
});

test('no page takes longer than a timer can count, and none fills a disk', () => {
  const vast: HostSettings = {
    latency: { kind: 'constant', value: 1e12 },
    size: { kind: 'constant', value: 1e15 },
  };
  expect(replyOf(vast, { seed: 1, host: 0, path: '/' })).toMatchObject({
    latency: 3_600_000,
    answer: { bytes: 1e9 },
  });
});

test('a rate lets through at once what 100 ms of it bring', () => {
  expect(hostOrigin({ ...HOST, rate: '50/s' }, { seed: 1, host: 0 }).rate).toEqual({
    interval: 20,
    burst: 5,
  });
});
