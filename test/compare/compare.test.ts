import { describe, expect, test } from 'vitest';
import { createCompare } from '../../src/compare/compare.ts';
import type { CompareProgress } from '../../src/compare/compare-options.ts';
import { flightsOf } from '../../src/compare/flight.ts';
import { strategiesOf } from './fake-result.ts';
import { InputError, UsageError } from '../../src/core/errors.ts';
import type { FetchOptions } from '../../src/core/options.ts';
import { fakeFetchAll, responseOutcome, type FakeRun } from './fake-run.ts';

const URLS = ['http://host-1.example/', 'http://host-2.example/'];

/** Two requests of 100 ms, one after the other or at once. */
function sequentialOrAtOnce({ strategy }: FetchOptions): FakeRun {
  return strategy === 'sequential'
    ? { outcomes: [responseOutcome(1, 0, 100), responseOutcome(2, 100, 100)], wall: 200 }
    : { outcomes: [responseOutcome(1, 0, 100), responseOutcome(2, 0, 100)], wall: 100, peakInFlight: 2 };
}

function run(script: (options: FetchOptions, call: number) => FakeRun = sequentialOrAtOnce) {
  const fake = fakeFetchAll(script);
  const compare = createCompare(fake.fetchAll);
  return { calls: fake.calls, compare, order: () => fake.calls.map(({ options }) => options.strategy) };
}

describe('the runs', () => {
  test('come after a warm-up by the widest contender, in an order that rotates', async () => {
    const { compare, order } = run();
    await compare(URLS, { contenders: ['sequential', 'async:4', 'threads:2'], rounds: 3 });
    expect(order().join(' ')).toBe(
      'async:4 ' +
        'sequential async:4 threads:2 ' +
        'async:4 threads:2 sequential ' +
        'threads:2 sequential async:4',
    );
  });

  test('do without a warm-up when told', async () => {
    const { compare, order } = run();
    await compare(URLS, { contenders: ['sequential', 'async:4'], rounds: 3, warmUp: false });
    expect(order().slice(0, 2)).toEqual(['sequential', 'async:4']);
    expect(order()).toHaveLength(6);
  });

  test('get the same requests and the same policy, and start their threads beforehand', async () => {
    const { compare, calls } = run();
    const { signal } = new AbortController();
    const headers = { 'x-a': '1' };
    await compare(URLS.values(), { contenders: ['async:4'], rounds: 3, timeout: 500, headers, signal });
    expect(calls).toHaveLength(4);
    for (const { inputs, options } of calls) {
      expect(inputs).toEqual(URLS);
      const policy = { timeout: 500, headers, signal, retries: 0, hostFailures: 'unlimited' };
      expect(options).toEqual({ strategy: 'async:4', prestart: true, ...policy });
    }
  });

  test('are announced before they begin', async () => {
    const { compare, calls } = run();
    const heard: (CompareProgress & { readonly before: number })[] = [];
    await compare(URLS, {
      contenders: ['sequential', 'async:4'],
      rounds: 3,
      onProgress: (progress) => heard.push({ ...progress, before: calls.length }),
    });
    expect(heard).toHaveLength(7);
    expect(heard.slice(0, 3)).toEqual([
      { phase: 'warm-up', round: 0, rounds: 3, contender: 'async:4', before: 0 },
      { phase: 'round', round: 1, rounds: 3, contender: 'sequential', before: 1 },
      { phase: 'round', round: 1, rounds: 3, contender: 'async:4', before: 2 },
    ]);
  });
});

describe('the comparison', () => {
  test('holds what was measured', async () => {
    const comparison = await run().compare(URLS, { contenders: ['sequential', 'async:4'], rounds: 3 });
    expect(comparison).toMatchObject({
      startedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      requests: 2,
      hosts: 2,
      rounds: 3,
      ending: 'all-rounds',
      contenders: [
        { spec: 'sequential', threads: 0, slots: 1, summary: { wall: { median: 200 }, ratio: { value: 1 } } },
        { spec: 'async:4', threads: 0, slots: 4, summary: { wall: { median: 100 }, nearness: 1 } },
      ],
      verdict: { fastest: 'async:4', level: [], ratio: { value: expect.closeTo(2), shown: 'faster' } },
      criticalPath: { inFlight: 100 },
      warnings: [{ kind: 'one-slow-url' }],
      environment: { node: process.versions.node },
    });
    expect(comparison.contenders.map(({ runs }) => runs.map(({ round }) => round))).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    const [first, second] = strategiesOf(comparison).map(({ typical }) =>
      flightsOf(typical?.outcomes ?? []).map((flight) => flight?.start),
    );
    expect([first, second]).toEqual([
      [0, 100],
      [0, 0],
    ]);
  });

  test('is plain data: JSON brings it back whole', async () => {
    const comparison = await run().compare(URLS, { contenders: ['sequential', 'async:4'], rounds: 3 });
    expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
    expect(structuredClone(comparison)).toEqual(comparison);
  });

  test('takes a list with an invalid line in it', async () => {
    const comparison = await run().compare([...URLS, 'nonsense'], { contenders: ['sequential'], rounds: 3 });
    expect(comparison).toMatchObject({ requests: 3, hosts: 2 });
  });
});

/** Aborts in the given call, counted from 1. */
function stopping(atCall: number) {
  const controller = new AbortController();
  const made = run((options, call) => {
    if (call === atCall) controller.abort();
    return sequentialOrAtOnce(options);
  });
  return { ...made, signal: controller.signal };
}

describe('when stopped', () => {
  test('keeps the rounds that every contender finished', async () => {
    const { compare, calls, signal } = stopping(5);
    const comparison = await compare(URLS, {
      contenders: ['sequential', 'async:4'],
      rounds: 4,
      warmUp: false,
      signal,
    });
    expect(calls).toHaveLength(5);
    expect(comparison).toMatchObject({ ending: 'stopped', rounds: 2, settings: { rounds: 4 } });
    expect(comparison.contenders.map(({ runs }) => runs.length)).toEqual([2, 2]);
    expect(comparison.verdict?.fastest).toBe('async:4');
    expect(comparison.warnings).toContainEqual({ kind: 'few-rounds', rounds: 2 });
  });

  test('in the first round or the warm-up has nothing to tell', async () => {
    for (const atCall of [1, 2]) {
      const { compare, calls, signal } = stopping(atCall);
      const comparison = await compare(URLS, { contenders: ['async:4', 'sequential'], rounds: 4, signal });
      expect(calls).toHaveLength(atCall);
      expect(comparison).toMatchObject({ ending: 'stopped', rounds: 0, warnings: [] });
      expect(comparison).not.toHaveProperty('verdict');
      expect(comparison.contenders.map(({ runs }) => runs)).toEqual([[], []]);
    }
  });

  test('before it began fetches nothing', async () => {
    const { compare, calls } = run();
    const comparison = await compare(URLS, { signal: AbortSignal.abort() });
    expect(calls).toHaveLength(0);
    expect(comparison).toMatchObject({ ending: 'stopped', rounds: 0, requests: 0 });
  });
});

async function* broken() {
  yield 'http://host-1.example/';
  throw new InputError('the disk went away');
}

describe('refuses, before the first request,', () => {
  test.each([
    ['an empty list', [], {}, 'the list has no URL in it'],
    ['a contender that is none', URLS, { contenders: ['sequential', 'threads:0'] }, 'threads:0'],
    ['a contender twice', URLS, { contenders: ['async', 'async:64'] }, 'are the same'],
    ['too few rounds', URLS, { rounds: 2 }, 'rounds is 2; it must be a whole number of at least 3'],
    ['an option that cannot be', URLS, { timeout: -5 }, 'timeout is -5'],
  ])('%s', async (_, urls, options, message) => {
    const { compare, calls } = run();
    const refused = compare(urls, options);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
    expect(calls).toHaveLength(0);
  });

  test('an input that cannot be read', async () => {
    const { compare, calls } = run();
    await expect(compare(broken())).rejects.toThrow(InputError);
    expect(calls).toHaveLength(0);
  });
});
