/** What of the workload of names runs in its own network: prints its section as JSON. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureCommand } from '../measure/command.ts';
import { type Contender, interleave } from '../measure/interleave.ts';
import { watchMemory } from '../measure/watch-memory.ts';
import { contender, type Sample } from '../peers/contest.ts';
import { curl } from '../peers/curl.ts';
import { overlapRecords } from '../peers/overlap.ts';
import type { Peer } from '../peers/peer.ts';
import { summariseAll } from '../peers/summary.ts';
import type { Programs } from '../programs/bundle.ts';
import { BUILT_COMMAND } from '../project.ts';
import { megabytes, perSecond, ratio, seconds } from '../report/format.ts';
import type { Target } from '../report/target.ts';
import { startProgram } from '../servers/child-server.ts';
import { startNginx } from '../servers/nginx.ts';
import { median } from '../statistics.ts';
import { makeJob, pagesOf } from './jobs.ts';
import type { Section } from './workload.ts';

/** What it is told. */
export type Inside = {
  readonly scratch: string;
  readonly programs: Programs;
  readonly quick: boolean;
  readonly hasCurl: boolean;
};

/** Milliseconds that the name server takes. */
const DELAY = 30;

type Part = { readonly rows: readonly (readonly string[])[]; readonly targets: readonly Target[] };

const inside: Inside = JSON.parse(process.argv[2] ?? '');
const nameServer = await startProgram('names', inside.programs['name-server'], [String(DELAY)]);
const pages = await startNginx(inside.scratch, '0.0.0.0');
if (!pages) throw new Error('this workload needs nginx: apt install nginx');
const port = Number(new URL(pages.urls[0] ?? '').port);
const tell = (line: string): unknown => process.stderr.write(`F ${line}\n`);
const parts: Part[] = [];
for (const measure of [manyNames, someSilent, oneName, startUp, memory]) parts.push(await measure());
const section: Section = {
  notes: [
    `Served by ${pages.name}, names by a server on 127.0.0.1:53 that takes ${DELAY} ms, in a network of their own; Overlap and curl both find it in /etc/resolv.conf. Medians of interleaved runs.`,
  ],
  table: { columns: ['what', 'of', 'figure', 'more'], rows: parts.flatMap(({ rows }) => rows) },
  targets: parts.flatMap(({ targets }) => targets),
};
process.stdout.write(JSON.stringify(section));
await Promise.all([nameServer.stop(), pages.stop()]);

function hosts(count: number, nameOf: (nth: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => `http://${nameOf(index + 1)}:${port}/`);
}

async function medians(contenders: readonly Contender<Sample>[], rounds: number) {
  const samples = await interleave(contenders, rounds, (name, round, { wall }) =>
    tell(`${round + 1}/${rounds} ${name}: ${seconds(wall)}`),
  );
  return summariseAll(samples);
}

/** 5,000 names once each. */
async function manyNames(): Promise<Part> {
  const count = inside.quick ? 500 : 5000;
  const job = makeJob(
    'names',
    hosts(count, (nth) => `h${nth}.test`),
    256,
    inside.scratch,
  );
  const peers = [overlapRecords, ...(inside.hasCurl ? [curl] : [])];
  const found = await medians(
    peers.map((peer) => contender(peer, job)),
    inside.quick ? 1 : 7,
  );
  const [ours, theirs] = [found.get(overlapRecords.name), found.get(curl.name)];
  const rows = [...found.values()].map(({ name, wall, rate, cpuEach }) => [
    `${count} names once each, 256 in flight`,
    name,
    `${perSecond(rate)} names/s`,
    `${seconds(wall)}, ${cpuEach.toFixed(0)} µs of CPU each`,
  ]);
  const target: Target = {
    workload: 'F',
    what: 'names/s ÷ `curl -Z`',
    bound: 'at least',
    limit: 0.8,
    unit: '×',
    ...(ours && theirs ? { value: ours.rate / theirs.rate } : {}),
    from: ours && theirs ? `${perSecond(ours.rate)} ÷ ${perSecond(theirs.rate)}` : 'no curl here',
  };
  return { rows, targets: [target] };
}

/** 2,000 names, one in twenty of which the name server never answers for. */
async function someSilent(): Promise<Part> {
  const count = inside.quick ? 200 : 2000;
  const list = hosts(count, (nth) => (nth % 20 === 0 ? `silent${nth}.test` : `s${nth}.test`));
  const job = makeJob('silent', list, 256, inside.scratch);
  const args = ['fetch', job.list, '-c', '256', '--retries', '0', '--json', '--quiet'];
  const stdout = join(inside.scratch, 'silent.jsonl');
  // Some requests fail, so the command ends with 2.
  const command = {
    file: 'bash',
    args: ['-c', '"$@" || [ $? = 2 ]', 'bash', process.execPath, BUILT_COMMAND, ...args],
  };
  const { wall } = await measureCommand(command, stdout, inside.scratch);
  tell(`1/1 silent: ${seconds(wall)}`);
  const lines = readFileSync(stdout, 'utf8').trimEnd().split('\n');
  const records: { status?: number; timings?: { dns?: number } }[] = lines.map((line) => JSON.parse(line));
  const waits = records.flatMap(({ status, timings }) => (status === 200 ? [timings?.dns ?? 0] : []));
  const p99 = waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? Number.NaN;
  const missing = count - count / 20 - waits.length;
  const what = `${count} names, 5 % silent, --retries 0`;
  const base = { workload: 'F', bound: 'at most' } as const;
  return {
    rows: [[what, 'overlap', `${waits.length} fetched`, `${seconds(wall)}, p99 of dns ${p99.toFixed(0)} ms`]],
    targets: [
      { ...base, what: 'silent: healthy sites not fetched', value: missing, limit: 0, unit: '', from: what },
      { ...base, what: 'silent: whole run', value: wall / 1000, limit: 12, unit: 's', from: what },
      {
        ...base,
        what: 'silent: p99 of `dns` of the healthy',
        value: p99,
        limit: 200,
        unit: 'ms',
        from: what,
      },
    ],
  };
}

/** The command under another name, over URLs of its own. */
function named(name: string): Peer {
  return { ...overlapRecords, name };
}

/** Many pages of one host, by its name and by its address. */
async function oneName(): Promise<Part> {
  const count = inside.quick ? 5000 : 100_000;
  const job = (host: string) =>
    makeJob(`one-${host}`, pagesOf(`http://${host}:${port}`, count), 64, inside.scratch);
  const found = await medians(
    [contender(named('by name'), job('one.test')), contender(named('by address'), job('127.0.0.1'))],
    inside.quick ? 1 : 9,
  );
  const [name, address] = [
    found.get('by name')?.rate ?? Number.NaN,
    found.get('by address')?.rate ?? Number.NaN,
  ];
  return {
    rows: [
      [`${count} URLs of one host`, 'by name', `${perSecond(name)} URLs/s`, ratio(name / address)],
      [`${count} URLs of one host`, 'by address', `${perSecond(address)} URLs/s`, ''],
    ],
    targets: [
      {
        workload: 'F',
        what: 'one name: URLs/s ÷ by address',
        value: name / address,
        bound: 'at least',
        limit: 0.98,
        unit: '×',
        from: `${perSecond(name)} ÷ ${perSecond(address)}`,
      },
    ],
  };
}

/**
 * One URL, by address, by a name in the hosts file, and by one that the name server knows at once. The second is what the
 * resolver itself adds; the third has a round trip to the name server in it.
 */
async function startUp(): Promise<Part> {
  const rounds = inside.quick ? 3 : 41;
  const at = (host: string) => makeJob(`start-${host}`, [`http://${host}:${port}/`], 1, inside.scratch);
  const contenders = [
    contender(named('by address'), at('127.0.0.1')),
    contender(named('by the hosts file'), at('listed.test')),
    contender(named('by name server'), at('now.test')),
  ];
  const samples = await interleave(contenders, rounds, () => {});
  tell(`${rounds}/${rounds} start-up`);
  const walls = (name: string) => (samples.get(name) ?? []).map(({ wall }) => wall);
  const base = walls('by address');
  /** The median of the rounds' differences: what else the machine does meets both alike. */
  const added = (name: string) =>
    median(walls(name).map((wall, round) => wall - (base[round] ?? Number.NaN)));
  return {
    rows: [...samples.keys()].map((name) => [
      'one URL, whole process',
      name,
      seconds(median(walls(name))),
      name === 'by address' ? '' : `${added(name).toFixed(1)} ms more`,
    ]),
    targets: [
      {
        workload: 'F',
        what: 'start-up added, by the hosts file',
        value: added('by the hosts file'),
        bound: 'at most',
        limit: 2,
        unit: 'ms',
        from: `median difference of ${rounds} rounds`,
      },
    ],
  };
}

/** As many hosts once each, by names and by addresses of their own, all of which lead to the same server. */
async function memory(): Promise<Part> {
  const count = inside.quick ? 10_000 : 100_000;
  const address = (nth: number) => `127.${1 + (nth >> 16)}.${(nth >> 8) & 255}.${nth & 255}`;
  const names = await peakOf(
    'names',
    hosts(count, (nth) => `m${nth}.test`),
  );
  const addresses = await peakOf('addresses', hosts(count, address));
  return {
    rows: [
      [`${count} hosts once each, 64 in flight`, 'by names', megabytes(names), 'peak memory'],
      [`${count} hosts once each, 64 in flight`, 'by addresses', megabytes(addresses), 'peak memory'],
    ],
    targets: [
      {
        workload: 'F',
        what: 'peak memory above that by addresses',
        value: (names - addresses) / 1e6,
        bound: 'at most',
        limit: 40,
        unit: 'MB',
        from: `${megabytes(names)} − ${megabytes(addresses)}`,
      },
    ],
  };
}

/** The median of the peaks of some runs. */
async function peakOf(what: string, urls: readonly string[]): Promise<number> {
  const { list } = makeJob(`memory-${what}`, urls, 64, inside.scratch);
  const command = {
    file: process.execPath,
    args: [BUILT_COMMAND, 'fetch', list, '-c', '64', '--json', '--quiet'],
  };
  const peaks: number[] = [];
  for (let round = 0; round < (inside.quick ? 1 : 3); round += 1) {
    const samples = await watchMemory(command, urls.length / 1000);
    peaks.push(samples.at(-1)?.peak ?? Number.NaN);
    tell(`${round + 1} memory by ${what}: ${megabytes(peaks.at(-1) ?? Number.NaN)}`);
  }
  return median(peaks);
}
