import { describe, expect, test } from 'vitest';
import type { ContenderResult, FetchedRun } from '../../src/compare/comparison.ts';
import { criticalPath } from '../../src/compare/critical-path.ts';
import { environment } from '../../src/compare/environment.ts';
import { settingsOf } from '../../src/compare/settings.ts';
import { verdictOn } from '../../src/compare/verdict.ts';
import { warningsOn, type Evidence } from '../../src/compare/warnings.ts';
import { contenderResult, standingOfResults } from './fake-result.ts';

function evidence(contenders: readonly ContenderResult[], given: Partial<Evidence> = {}): Evidence {
  const verdict = verdictOn(contenders, standingOfResults(contenders), true);
  const slowest = criticalPath(
    contenders.map((contender) => (contender.kind === 'strategy' ? contender.runs : [])),
  );
  return {
    startedAt: '2026-11-22T12:00:00.000Z',
    requests: 10,
    hosts: 10,
    rounds: 3,
    ending: 'all-rounds',
    contenders,
    ...(verdict ? { verdict } : {}),
    ...(slowest ? { criticalPath: slowest } : {}),
    settings: settingsOf({}),
    environment: environment(),
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

test('fewer than three rounds show nothing of how times vary', () => {
  const contenders = ['sequential', 'async:2'].map((spec) =>
    contenderResult(spec, [{ wall: 100 }, { wall: 90 }]),
  );
  const few = { kind: 'few-rounds', rounds: 2 };
  expect(warningsOn(evidence(contenders, { rounds: 2 }))).toContainEqual(few);
  expect(warningsOn(evidence(contenders.slice(1), { rounds: 2 }))).not.toContainEqual(few);
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
    evidence([
      contenderResult('sequential', [{ statuses: first }]),
      contenderResult('async:64', [{ statuses: second }]),
    ]),
  );

describe('different statuses', () => {
  test('those that one contender got more often', () => {
    expect(onStatuses({ '200': 8, '404': 2 }, { '200': 5, '404': 2, '429': 3 })).toEqual([
      { kind: 'different-statuses', statuses: ['200', '429'] },
    ]);
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

  test('holds those with more slots than hosts x cap that reached it', () => {
    expect(warningsOn(evidence(contenders, { hosts: 2 }))).toEqual([
      { kind: 'per-host-cap', contenders: ['async:64', 'hybrid:2x32'], hosts: 2, cap: 8 },
    ]);
  });

  test('holds none that never reached it, and none where there is no cap', () => {
    expect(warningsOn(evidence(contenders, { hosts: 3 }))).toEqual([]);
    const settings = settingsOf({ perHost: { concurrency: 'unlimited' } });
    expect(warningsOn(evidence(contenders, { hosts: 2, settings }))).toEqual([]);
  });
});
