import { describe, expect, it } from 'vitest';
import type {
  CommandResult,
  CommandRun,
  CompareSettings,
  Comparison,
  ContenderSummary,
  Environment,
  FetchedRun,
  Knee,
  Ratio,
  SlowestRequest,
  StrategyResult,
  Sweep,
  TypicalRound,
  Verdict,
} from '../../src/compare/comparison.ts';
import type { ComparisonWarning } from '../../src/compare/verdict/comparison-warning.ts';
import type { Percentiles, Spread } from '../../src/compare/statistics/statistics.ts';
import { jsonValue } from '../../src/output/json-text.ts';
import { FakeIo } from '../cli/fake-io.ts';
import { comparison } from '../report/fixture.ts';
import { closedOrigin, withServer } from '../support/servers.ts';
import { comparisonFaults, comparisonSchema } from './comparison-schema.ts';

/** The fields of a type: one that is added there, and not here, is an error of the compiler. */
type Fields<T> = Record<keyof T, true>;

const whole = {
  startedAt: true,
  requests: true,
  hosts: true,
  rounds: true,
  ending: true,
  contenders: true,
  verdict: true,
  criticalPath: true,
  sweep: true,
  warnings: true,
  settings: true,
  environment: true,
} satisfies Fields<Comparison>;

const parts = {
  strategy: {
    kind: true,
    name: true,
    spec: true,
    strategy: true,
    threads: true,
    slots: true,
    runs: true,
    summary: true,
    typical: true,
  } satisfies Fields<StrategyResult>,
  command: {
    kind: true,
    name: true,
    command: true,
    runs: true,
    summary: true,
  } satisfies Fields<CommandResult>,
  fetchedRun: {
    round: true,
    wall: true,
    startup: true,
    peakInFlight: true,
    failures: true,
    statuses: true,
    failureCodes: true,
    inFlight: true,
    bytes: true,
    connections: true,
    cpu: true,
    memoryGrowth: true,
    latency: true,
    slowest: true,
    slowestAnswered: true,
  } satisfies Fields<FetchedRun>,
  commandRun: { round: true, wall: true, exitCode: true, stderr: true } satisfies Fields<CommandRun>,
  timedSummary: {
    wall: true,
    ratio: true,
    nearness: true,
  } satisfies Fields<NonNullable<CommandResult['summary']>>,
  contenderSummary: {
    wall: true,
    ratio: true,
    nearness: true,
    startup: true,
    cpu: true,
    memoryGrowth: true,
    connections: true,
    peakInFlight: true,
    meanInFlight: true,
    throughput: true,
    latency: true,
    failures: true,
    refused: true,
  } satisfies Fields<ContenderSummary>,
  typicalRound: { round: true, outcomes: true } satisfies Fields<TypicalRound>,
  slowestRequest: { seq: true, url: true, inFlight: true } satisfies Fields<SlowestRequest>,
  ratio: { value: true, interval: true, shown: true } satisfies Fields<Ratio>,
  spread: { median: true, min: true, max: true } satisfies Fields<Spread>,
  percentiles: { p50: true, p90: true, p95: true, p99: true } satisfies Fields<Percentiles>,
  verdict: {
    fastest: true,
    level: true,
    notRanked: true,
    reference: true,
    ratio: true,
    sameWork: true,
  } satisfies Fields<Verdict>,
  sweep: { points: true, knee: true } satisfies Fields<Sweep>,
  sweepPoint: {
    name: true,
    level: true,
    throughput: true,
    latency: true,
    sameWork: true,
  } satisfies Fields<Sweep['points'][number]>,
  settings: {
    rounds: true,
    budget: true,
    reuse: true,
    earlyStop: true,
    warmUp: true,
    perHost: true,
    rate: true,
    perHostRate: true,
    method: true,
    follow: true,
    maxRedirects: true,
    timeout: true,
    connectTimeout: true,
    headersTimeout: true,
  } satisfies Fields<CompareSettings>,
  environment: {
    node: true,
    platform: true,
    arch: true,
    cores: true,
    load: true,
    resolver: true,
  } satisfies Fields<Environment>,
};

type Warning<K extends ComparisonWarning['kind']> = Extract<ComparisonWarning, { kind: K }>;

const warnings = {
  'few-rounds': ['kind', 'rounds'],
  noise: ['kind', 'spread', 'rounds'],
  'mostly-refused': ['kind', 'refused', 'responses'],
  'busy-machine': ['kind', 'load', 'cores'],
  'too-fast-command': ['kind', 'contender', 'wall', 'url', 'inFlight'],
  'failed-requests': ['kind', 'failures', 'requests', 'codes', 'url'],
  'failed-command': ['kind', 'contender', 'exitCode', 'stderr', 'failures', 'rounds'],
  'different-statuses': ['kind', 'statuses'],
  'different-answers': ['kind', 'requests', 'url'],
  'rate-limited': ['kind', 'answers', 'contenders'],
  'own-rate': ['kind', 'contender', 'rate'],
  'one-slow-url': ['kind', 'contender', 'url', 'inFlight'],
  'per-host-cap': ['kind', 'contenders', 'hosts', 'cap'],
} satisfies { [K in ComparisonWarning['kind']]: readonly (keyof Warning<K>)[] };

const percentiles: Percentiles = { p50: 1, p90: 2, p95: 3, p99: 4 };

const command: CommandResult = {
  kind: 'command',
  name: 'command:curl',
  command: 'curl {file}',
  runs: [
    { round: 1, wall: 12.5, exitCode: 0 },
    { round: 2, wall: 12.5, exitCode: 1, stderr: ['no such file'] },
  ],
  summary: {
    wall: { median: 12.5, min: 12.5, max: 12.5 },
    // What three rounds may know of the upper bound, and JSON cannot say.
    ratio: { value: 2, interval: { low: 0.5, high: Infinity }, shown: 'no-difference' },
    nearness: 0.5,
  },
};

const sweep: Sweep = {
  points: [{ name: 'async:4', level: 4, throughput: 50, latency: percentiles, sameWork: true }],
  knee: { kind: 'found', level: 6, spec: 'async:6', best: 'async:4' },
};

const knees: readonly Knee[] = [
  { kind: 'beyond', best: 'async:4' },
  { kind: 'short-list', best: 'async:4' },
  { kind: 'limit', level: 4, spec: 'async:4', best: 'async:4' },
  { kind: 'other-work' },
];

const faultsOf = (given: unknown): string[] => comparisonFaults(jsonValue(given) ?? '');

describe('the schema of the comparison', () => {
  it('knows the fields of the whole', () => {
    expect(Object.keys(comparisonSchema.properties).sort()).toEqual(Object.keys(whole).sort());
  });

  it.each(Object.entries(parts))('knows the fields of its part %s', (name, fields) => {
    const properties = comparisonSchema.$defs[name]?.properties ?? {};
    expect(Object.keys(properties).sort()).toEqual(Object.keys(fields).sort());
  });

  it('knows the warnings and their fields', () => {
    const known = comparisonSchema.$defs.warning.oneOf.map(({ properties }) => [
      properties.kind.const,
      new Set(Object.keys(properties)),
    ]);
    const expected = Object.entries(warnings).map(([kind, fields]) => [kind, new Set(fields)]);
    expect(Object.fromEntries(known)).toEqual(Object.fromEntries(expected));
  });

  it('takes comparisons with all that they may have, and with no more than they must', () => {
    const { contenders } = comparison();
    const bare = { ...command, runs: [] };
    const { summary: _, ...unfinished } = bare;
    const {
      verdict: _v,
      criticalPath: _p,
      ...least
    } = comparison({ contenders: [unfinished], warnings: [] });
    for (const each of [
      comparison(),
      comparison({ contenders: [...contenders, command], sweep }),
      ...knees.map((knee) => comparison({ sweep: { points: [], knee } })),
      { ...least, rounds: 0, ending: 'stopped' },
    ]) {
      expect(faultsOf(each)).toEqual([]);
    }
  });

  it('takes what overlap compare prints, under every strategy, with redirects and failures', async () => {
    const nowhere = await closedOrigin();
    await withServer(
      (request, response) => {
        if (request.url === '/old') response.writeHead(302, { location: '/new' });
        response.end('ok');
      },
      async ({ origin }) => {
        const fake = new FakeIo({ stdin: `${origin}/1\n${origin}/old\n${nowhere}/\nno url\n` });
        const contenders = ['sequential', 'threads:1', 'mine=async:4', 'hybrid:1x2'];
        const argv = contenders.flatMap((contender) => ['--contender', contender]);
        argv.push('--command', 'fails=cat {file} >&2 && exit 3');
        expect(await fake.run('compare', '-', '--rounds', '3', '--no-warm-up', '--json', ...argv)).toBe(0);
        expect(comparisonFaults(fake.out)).toEqual([]);
        const { contenders: results, verdict } = JSON.parse(fake.out);
        expect(results.map(({ name }: { name: string }) => name)).toEqual([
          'sequential',
          'threads:1',
          'mine',
          'hybrid:1x2',
          'fails',
        ]);
        expect(results[2].spec).toBe('async:4');
        expect(results[4].runs[0].stderr).toEqual([`${origin}/1`, `${origin}/old`, `${nowhere}/`]);
        expect(verdict.notRanked).toEqual(['fails']);
      },
    );
  });

  it.each([
    ['an unknown field', { ...comparison(), colour: 'red' }],
    ['no contenders', { ...comparison(), contenders: undefined }],
    ['an ending that is none', { ...comparison(), ending: 'tired' }],
    ['a warning that is none', { ...comparison(), warnings: [{ kind: 'bad-weather' }] }],
    [
      'a strategy that claims an exit code',
      { ...comparison(), contenders: [{ ...command, kind: 'strategy' }] },
    ],
    ['a command that claims failures', { ...comparison(), contenders: [{ ...command, failures: 3 }] }],
    ['a cap of none', { ...comparison(), settings: { ...comparison().settings, perHost: 0 } }],
    ['a list', [comparison()]],
  ])('refuses a comparison with %s', (_, each) => {
    expect(faultsOf(each)).not.toEqual([]);
  });
});
