import { describe, expect, test } from 'vitest';
import type { ContenderResult, FetchedRun } from '../../../src/compare/comparison.ts';
import { criticalPath } from '../../../src/compare/verdict/critical-path.ts';
import { environment } from '../../../src/compare/environment.ts';
import { settingsOf } from '../../../src/compare/settings.ts';
import { summariseCommand } from '../../../src/compare/verdict/summary.ts';
import { candidatesOf } from '../../../src/compare/verdict/verdict.ts';
import { type Evidence, isOtherWork, warningsOn } from '../../../src/compare/verdict/warnings.ts';
import { contenderResult, contenderResults, standingOfResults } from '../fake-result.ts';
import { failureOutcome, responseOutcome } from '../fake-run.ts';

function evidence(contenders: readonly ContenderResult[], given: Partial<Evidence> = {}): Evidence {
  const slowest = criticalPath(
    contenders.map((contender) => (contender.kind === 'strategy' ? contender.runs : [])),
    () => true,
  );
  return {
    startedAt: '2026-11-22T12:00:00.000Z',
    requests: 10,
    hosts: 10,
    rounds: 3,
    ending: 'all-rounds',
    contenders,
    candidates: candidatesOf(contenders, standingOfResults(contenders)).slice(0, 1),
    notRanked: [],
    differentAnswers: [],
    requestsByHost: Array.from({ length: given.hosts ?? 10 }, () => 100),
    ...(slowest ? { criticalPath: slowest } : {}),
    settings: settingsOf({}),
    environment: { ...environment(), load: 0.5, cores: 2 },
    ...given,
  };
}

const slowest = (inFlight: number) => ({ slowest: { seq: 7, url: 'http://slow.example/', inFlight } });

test('numbers that raise no doubt get no warning', () => {
  const same: Partial<FetchedRun> = { statuses: { '200': 9, '404': 1 }, ...slowest(20) };
  const clean = [
    contenderResult('sequential', [{ ...same, wall: 100 }]),
    contenderResult('async:64', [{ ...same, wall: 30, peakInFlight: 10 }]),
  ];
  expect(warningsOn(evidence(clean))).toEqual([]);
  expect(warningsOn(evidence([contenderResult('sequential', [])]))).toEqual([]);
});

test('fewer than three rounds show little, and fewer than five of contenders that lie close together', () => {
  const contenders = ['sequential', 'async:2'].map((spec) =>
    contenderResult(spec, [{ wall: 100 }, { wall: 90 }]),
  );
  const few = { kind: 'few-rounds', rounds: 2 };
  expect(warningsOn(evidence(contenders, { rounds: 2 }))).toContainEqual(few);
  expect(warningsOn(evidence(contenders.slice(1), { rounds: 2 }))).not.toContainEqual(few);
  const candidates = ['sequential', 'async:2'];
  expect(warningsOn(evidence(contenders, { rounds: 4 }))).toEqual([]);
  expect(warningsOn(evidence(contenders, { rounds: 4, candidates }))).toEqual([{ ...few, rounds: 4 }]);
  expect(warningsOn(evidence(contenders, { rounds: 5, candidates }))).toEqual([]);
});

test('failed requests are counted over all runs, the commonest code first', () => {
  const contenders = [
    contenderResult('sequential', [
      { failures: 1, failureCodes: { dns_not_found: 1 } },
      { failures: 1, failureCodes: { dns_not_found: 1 } },
    ]),
    contenderResult('async:64', [
      { failures: 4, failureCodes: { dns_not_found: 1, connection_reset: 3 } },
      { failures: 3, failureCodes: { connection_reset: 3 } },
    ]),
  ];
  expect(warningsOn(evidence(contenders))).toEqual([
    {
      kind: 'failed-requests',
      failures: 9,
      requests: 40,
      codes: [
        { code: 'connection_reset', count: 6 },
        { code: 'dns_not_found', count: 3 },
      ],
    },
  ]);
});

const onStatuses = (first: Record<string, number>, second: Record<string, number>) =>
  warningsOn(
    evidence(
      [
        contenderResult('sequential', [{ statuses: first }]),
        contenderResult('async:64', [{ statuses: second }]),
      ],
      { rounds: 1 },
    ),
  ).filter(({ kind }) => kind !== 'few-rounds');

test('refusals that are the greater part of all responses', () => {
  const half = { '200': 5, '404': 3, '503': 2 };
  const kinds = (first: Record<string, number>) => onStatuses(first, half).map(({ kind }) => kind);
  expect(kinds(half)).not.toContain('mostly-refused');
  expect(onStatuses({ ...half, '404': 4 }, half)).toContainEqual({
    kind: 'mostly-refused',
    refused: 11,
    responses: 21,
  });
  expect(kinds({})).not.toContain('mostly-refused');
});

describe('different statuses', () => {
  test('those that one contender got more often than another by more than chance', () => {
    expect(onStatuses({ '200': 9, '404': 1 }, { '200': 1, '404': 1, '503': 8 })).toEqual([
      { kind: 'different-statuses', statuses: ['200', '503'] },
      { kind: 'rate-limited', answers: [{ status: 503, count: 8 }], contenders: ['async:64'] },
    ]);
  });

  test('not those of a server that answers at random', () => {
    expect(onStatuses({ '200': 8, '404': 2 }, { '200': 7, '404': 3 })).toEqual([]);
    expect(onStatuses({ '200': 8, '302': 2 }, { '200': 10 })).toEqual([]);
  });

  test('as many of all requests, however few in a round', () => {
    const round = (moved: number) => ({ statuses: { '200': 10 - moved, '302': moved } });
    const rounds = (moved: number) => Array.from({ length: 10 }, () => round(moved));
    const contenders = [contenderResult('sequential', rounds(0)), contenderResult('async:64', rounds(2))];
    const kinds = warningsOn(evidence(contenders, { rounds: 10 })).map(({ kind }) => kind);
    expect(kinds).toContain('different-statuses');
  });

  test('the same in another order are not different', () => {
    expect(onStatuses({ '200': 8, '404': 2 }, { '404': 2, '200': 8 })).toEqual([]);
  });
});

const onFastest = (wall: number, given: Partial<Evidence> = {}) =>
  warningsOn(
    evidence(
      [
        contenderResult('sequential', [{ wall: 900, ...slowest(200) }]),
        contenderResult('async:64', [{ wall, ...slowest(204) }]),
      ],
      given,
    ),
  );

describe('one slow URL', () => {
  test('bounds the fastest within a twentieth of its time', () => {
    expect(onFastest(210)).toEqual([
      { kind: 'one-slow-url', contender: 'async:64', url: 'http://slow.example/', inFlight: 200 },
    ]);
    expect(onFastest(211)).toEqual([]);
  });

  test('bounds none that is not ranked', () => {
    expect(onFastest(210, { notRanked: ['async:64'] })).toEqual([]);
  });

  test('says nothing of a list of one', () => {
    expect(onFastest(200, { requests: 1 })).toEqual([]);
  });
});

describe('the per-host cap', () => {
  const contenders = [
    contenderResult('sequential', [{}]),
    contenderResult('async:8', [{ peakInFlight: 8 }]),
    contenderResult('async:16', [{ peakInFlight: 16 }]),
    contenderResult('async:64', [{ peakInFlight: 16 }]),
    contenderResult('hybrid:2x32', [{ peakInFlight: 16 }]),
  ];

  test('holds those with more slots than all hosts may have in flight that reached it', () => {
    expect(warningsOn(evidence(contenders, { hosts: 2 }))).toEqual([
      { kind: 'per-host-cap', contenders: ['async:64', 'hybrid:2x32'], hosts: 2, cap: 8 },
    ]);
  });

  test('counts no more of a host than it gets requests', () => {
    const on = (requestsByHost: readonly number[], peakInFlight: number) =>
      warningsOn(
        evidence([contenderResult('async:64', [{ peakInFlight }])], {
          hosts: requestsByHost.length,
          requestsByHost,
        }),
      );
    expect(on([100, 1], 9)).toEqual([{ kind: 'per-host-cap', contenders: ['async:64'], hosts: 2, cap: 8 }]);
    expect(on([100, 1], 8)).toEqual([]);
    // All of them at once: nothing was held back.
    expect(on([8, 1], 9)).toEqual([]);
  });

  test('holds none that never reached it, and none where there is no cap', () => {
    expect(warningsOn(evidence(contenders, { hosts: 3 }))).toEqual([]);
    const settings = settingsOf({ perHost: { concurrency: 'unlimited' } });
    expect(warningsOn(evidence(contenders, { hosts: 2, settings }))).toEqual([]);
  });
});

describe('noise', () => {
  const steady = [{ wall: 100 }, { wall: 105 }, { wall: 95 }];
  const undecided = { candidates: ['sequential', 'async:64'] };
  const on = (walls: readonly { readonly wall: number }[], given: Partial<Evidence> = {}) =>
    warningsOn(evidence([contenderResult('sequential', walls)], { rounds: 5, ...undecided, ...given }));

  test("is what makes the reference's rounds vary by more than a tenth", () => {
    expect(on(steady)).toEqual([]);
    expect(on([{ wall: 100 }, { wall: 125 }, { wall: 80 }])).toEqual([
      { kind: 'noise', spread: expect.closeTo(0.22, 2), rounds: 3 },
    ]);
  });

  test('is not a machine that had more to do than it has cores, which is told of by itself', () => {
    const busy = { environment: { ...environment(), load: 2.5, cores: 2 } };
    expect(on(steady, busy)).toEqual([{ kind: 'busy-machine', load: 2.5, cores: 2 }]);
    expect(on([{ wall: 100 }, { wall: 125 }, { wall: 80 }], busy)).toHaveLength(2);
  });

  test('is not told of where every difference is shown', () => {
    const walls = (scale: number) => [100, 125, 80].map((wall) => ({ wall: wall * scale }));
    const contenders = contenderResults([
      { spec: 'sequential', runs: walls(1) },
      { spec: 'async:64', runs: walls(0.1) },
    ]);
    const busy = { environment: { ...environment(), load: 2.5, cores: 2 } };
    expect(warningsOn(evidence(contenders, busy))).toEqual([]);
  });

  test('is not what cannot be measured', () => {
    expect(on([{ wall: 0 }, { wall: 0 }, { wall: 0 }])).toEqual([]);
  });
});

describe('rate limits', () => {
  test('of a server are the answers of 429, and those who got them', () => {
    const contenders = [
      contenderResult('sequential', [{ statuses: { '200': 10 } }]),
      contenderResult('async:8', [
        { statuses: { '200': 7, '429': 3 } },
        { statuses: { '200': 9, '429': 1 } },
      ]),
    ];
    expect(warningsOn(evidence(contenders))).toContainEqual({
      kind: 'rate-limited',
      answers: [{ status: 429, count: 4 }],
      contenders: ['async:8'],
    });
  });

  test('of our own decide where the fastest reaches them', () => {
    const contenders = [contenderResult('async:8', [{ statuses: { '200': 10 }, wall: 1000 }])];
    const on = (options: Parameters<typeof settingsOf>[0], hosts = 1) =>
      warningsOn(evidence(contenders, { settings: settingsOf(options), hosts }));
    const own = (rate: number) => [{ kind: 'own-rate', contender: 'async:8', rate }];
    expect(on({ rate: '11/s' })).toEqual(own(11));
    expect(on({ rate: '12/s' })).toEqual([]);
    expect(on({ perHost: { rate: '5/s' } }, 2)).toEqual(own(10));
    expect(on({ perHost: { delay: 100 } }, 1)).toEqual(own(10));
    expect(on({ perHost: { delay: 100 } }, 2)).toEqual([]);
  });
});

test('a request that was answered differently is counted, and the first one named', () => {
  const differentAnswers = ['http://a.example/', 'http://b.example/'];
  const warnings = warningsOn(evidence([contenderResult('async:8', [{}])], { differentAnswers }));
  expect(warnings).toEqual([{ kind: 'different-answers', requests: 2, url: 'http://a.example/' }]);
  expect(warnings.map(isOtherWork)).toEqual([true]);
});

test('a command that fails is named with its exit code, and with what it said', () => {
  const stderr = ['no such file'];
  const runs = [
    { round: 1, wall: 100, exitCode: 0 },
    { round: 2, wall: 100, exitCode: 7, stderr },
    { round: 3, wall: 100, exitCode: 6, stderr: ['out of memory'] },
  ];
  const command = summariseCommand({ name: 'command:curl', command: 'curl {file}' }, runs, {
    standing: { unbeaten: true },
    criticalPath: undefined,
    lowest: [],
  });
  const warnings = warningsOn(evidence([command]));
  expect(warnings).toEqual([
    { kind: 'failed-command', contender: 'command:curl', exitCode: 7, stderr, failures: 2, rounds: 3 },
  ]);
  expect(warnings.map(isOtherWork)).toEqual([true]);
});

describe('a command and the slowest request', () => {
  const took = (wall: number) =>
    summariseCommand({ name: 'command:curl', command: 'curl {file}' }, [{ round: 1, wall, exitCode: 0 }], {
      standing: { unbeaten: true },
      criticalPath: slowest(200).slowest,
      lowest: [],
    });
  const against = (wall: number) =>
    warningsOn(evidence([contenderResult('async:64', [{ wall: 900, ...slowest(200) }]), took(wall)]));

  test('it cannot have fetched the list in less', () => {
    const warnings = against(190);
    expect(warnings).toEqual([
      {
        kind: 'too-fast-command',
        contender: 'command:curl',
        wall: 190,
        url: 'http://slow.example/',
        inFlight: 200,
      },
    ]);
    expect(warnings.map(isOtherWork)).toEqual([true]);
    expect(took(190).summary).not.toHaveProperty('nearness');
  });

  test('of one that is not ranked this is not said as well', () => {
    const contenders = [contenderResult('async:64', [{ wall: 900, ...slowest(200) }]), took(190)];
    expect(warningsOn(evidence(contenders, { notRanked: ['command:curl'] }))).toEqual([]);
  });

  test('it may be as quick, and is not what nothing can be faster than', () => {
    expect(against(191)).toEqual([]);
    expect(against(201)).toEqual([]);
    expect(took(250).summary?.nearness).toBe(0.8);
  });
});

test('a request that failed is named where its outcome was kept', () => {
  const failed = failureOutcome(2, 0, 5, 'connection_reset');
  const outcomes = [responseOutcome(1, 0, 5), failed];
  const run = { failures: 1, failureCodes: { connection_reset: 1 } };
  expect(warningsOn(evidence([contenderResult('async:8', [run], outcomes)]))).toMatchObject([
    { kind: 'failed-requests', url: failed.url },
  ]);
});
