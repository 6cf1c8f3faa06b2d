import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createCompare } from '../../src/compare/compare.ts';
import type { CompareProgress } from '../../src/compare/compare-options.ts';
import type { Environment } from '../../src/compare/comparison.ts';
import { concludeFrom } from '../../src/compare/verdict/standing.ts';
import { barsOf } from '../../src/report/terminal/bars.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { strategiesOf } from './fake-result.ts';
import { systemClock } from '../../src/util/clock.ts';
import { InputError, UsageError } from '../../src/core/errors.ts';
import type { FetchOptions } from '../../src/options/options.ts';
import { fakeFetchAll, responseOutcome, type FakeRun } from './fake-run.ts';

const files = temporaryFolder();
const URLS = ['http://host-1.example/', 'http://host-2.example/'];

/** A machine with nothing else to do. */
const QUIET: Environment = { node: '20.18.1', platform: 'linux', arch: 'x64', cores: 2, load: 0 };

/** Two requests of 100 ms, one after the other or at once. */
function sequentialOrAtOnce({ strategy }: FetchOptions): FakeRun {
  return strategy === 'sequential'
    ? { outcomes: [responseOutcome(1, 0, 100), responseOutcome(2, 100, 100)], wall: 200 }
    : { outcomes: [responseOutcome(1, 0, 100), responseOutcome(2, 0, 100)], wall: 100, peakInFlight: 2 };
}

function run(script: (options: FetchOptions, call: number) => FakeRun = sequentialOrAtOnce) {
  const fake = fakeFetchAll(script);
  const compare = createCompare(fake.fetchAll, { clock: systemClock, environment: () => QUIET });
  return { calls: fake.calls, compare, order: () => fake.calls.map(({ options }) => options.strategy) };
}

describe('the runs', () => {
  test('come after a warm-up by the widest contender, in an order of its own for each round', async () => {
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
      const policy = {
        timeout: 500,
        headers,
        signal,
        retries: 0,
        sha256: true,
        originBackoff: false,
        hostFailures: 'unlimited',
      };
      expect(options).toEqual({ strategy: 'async:4', prestart: true, ...policy });
    }
  });

  test('back off from an origin only where requests are tried again', async () => {
    const { compare, calls } = run();
    for (const retries of [0, 2]) await compare(URLS, { contenders: ['async:4'], rounds: 3, retries });
    const backoffs = calls.map(({ options }) => options.originBackoff);
    expect(backoffs).toEqual([false, false, false, false, true, true, true, true]);
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
      environment: QUIET,
    });
    expect(comparison.contenders.map(({ runs }) => runs.map(({ round }) => round))).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    const [first, second] = strategiesOf(comparison).map(({ typical }) =>
      barsOf(typical?.outcomes ?? []).map(({ spans }) => spans[0]?.start),
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

describe('the time that it may take', () => {
  /** Each run takes so many milliseconds of a clock of ours. */
  function timed(milliseconds: number) {
    let now = 1_000_000;
    const fake = fakeFetchAll((options) => {
      now += milliseconds;
      return sequentialOrAtOnce(options);
    });
    return createCompare(fake.fetchAll, { clock: () => now, environment: () => QUIET });
  }

  test('is kept by leaving out rounds, and it says so', async () => {
    const compare = timed(100);
    const contenders = ['sequential', 'async:4'];
    expect(await compare(URLS, { contenders, budget: 950 })).toMatchObject({ rounds: 4, ending: 'budget' });
    expect(await compare(URLS, { contenders, budget: 100 })).toMatchObject({ rounds: 3, ending: 'budget' });
    expect(await compare(URLS, { contenders, budget: 9000 })).toMatchObject({
      rounds: 10,
      ending: 'all-rounds',
    });
  });

  test('is not taken if the verdict may end it', async () => {
    const comparison = await timed(100)(URLS, { contenders: ['sequential', 'async:4'], earlyStop: true });
    expect(comparison).toMatchObject({
      rounds: 3,
      ending: 'settled',
      verdict: { fastest: 'async:4', level: [] },
    });
  });
});

test('where the verdict ended the rounds, its intervals are those of such an early end', async () => {
  const slow = [200, 210, 190];
  const quick = [20, 19, 21];
  const { compare } = run((options, call) => {
    const walls = options.strategy === 'sequential' ? slow : quick;
    return { ...sequentialOrAtOnce(options), wall: walls[Math.ceil(call / 2) - 1] ?? 0 };
  });
  const rules = { rounds: 10, earlyStop: true };
  const contenders = ['sequential', 'async:4'];
  const comparison = await compare(URLS, { contenders, ...rules, warmUp: false });
  expect(comparison.ending).toBe('settled');
  const { standing } = concludeFrom({ contenders: 2, ...rules }, 'settled', [slow, quick]);
  expect(comparison.contenders[1]?.summary?.ratio).toEqual(standing[1]?.ratio);
});

describe('the same work', () => {
  test('is not what is answered differently, and the verdict says so', async () => {
    const { compare } = run((options) => {
      const { outcomes, ...rest } = sequentialOrAtOnce(options);
      const bytes = options.strategy === 'sequential' ? 5 : 0;
      return { ...rest, outcomes: outcomes.map((outcome) => ({ ...outcome, bytes })) };
    });
    const comparison = await compare(URLS, { contenders: ['sequential', 'async:4'], rounds: 3 });
    expect(comparison.verdict?.sameWork).toBe(false);
    expect(comparison.warnings).toContainEqual({ kind: 'different-answers', requests: 2, url: URLS[0] });
  });
});

describe.runIf(process.platform !== 'win32')('an external command', () => {
  test('runs once to warm up and in each round on a file with the URLs, which is gone afterwards', async () => {
    const { compare } = run();
    const seen = files.path('seen');
    // Longer than the slowest request takes, as a command does that fetches the list.
    const commands = [`cat {file} >>${seen}; echo {file} >>${seen}; sleep 0.15`];
    const comparison = await compare(URLS, { contenders: ['async:4'], commands, rounds: 3 });
    const [, command] = comparison.contenders;
    expect(command).toMatchObject({
      kind: 'command',
      name: 'command:cat',
      command: expect.stringMatching(/^cat .*\{file\}/),
      summary: { ratio: {} },
    });
    expect(command?.runs.map(({ round }) => round)).toEqual([1, 2, 3]);
    const lines = readFileSync(seen, 'utf8').trim().split('\n');
    expect(lines.slice(0, 3)).toEqual([...URLS, expect.stringContaining('urls.txt')]);
    expect(lines).toHaveLength(12);
    expect(existsSync(lines[2] ?? '')).toBe(false);
    expect(comparison.verdict?.sameWork).toBe(true);
    expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
  });

  test('that fails is told of, with its exit code', async () => {
    const { compare } = run();
    const comparison = await compare(URLS, {
      contenders: ['async:4'],
      commands: ['exit 3 {file}'],
      rounds: 3,
    });
    expect(comparison.warnings).toContainEqual({
      kind: 'failed-command',
      contender: 'command:exit',
      exitCode: 3,
      failures: 3,
      rounds: 3,
    });
    expect(comparison.verdict?.sameWork).toBe(false);
  });

  test('that fails in any round is not ranked', async () => {
    const { compare } = run();
    const seen = files.path('rounds');
    const comparison = await compare(URLS, {
      contenders: ['sequential', 'async:4'],
      commands: [`echo >>${seen}; test -f {file} && test $(wc -l <${seen}) -ne 3`],
      rounds: 4,
    });
    const [, , command] = comparison.contenders;
    expect(command?.runs).toMatchObject([{ exitCode: 0 }, { exitCode: 1 }, { exitCode: 0 }, { exitCode: 0 }]);
    expect(command?.summary).not.toHaveProperty('ratio');
    expect(comparison.verdict).toMatchObject({ fastest: 'async:4', level: [] });
  });
});
