import { interleave, type Contender } from '../measure/interleave.ts';
import { aria2c } from '../peers/aria2c.ts';
import { contender, type Sample } from '../peers/contest.ts';
import { curl } from '../peers/curl.ts';
import { hey } from '../peers/hey.ts';
import { overlapRecords } from '../peers/overlap.ts';
import type { Job } from '../peers/peer.ts';
import { pythonAiohttp } from '../peers/python.ts';
import { summariseAll, type Summary } from '../peers/summary.ts';
import { wget2 } from '../peers/wget2.ts';
import { wrk } from '../peers/wrk.ts';
import { perSecond, ratio, seconds } from '../report/format.ts';
import type { Table } from '../report/table.ts';
import type { Target } from '../report/target.ts';
import { startSmallPages } from '../servers/small-pages.ts';
import { makeJob, pagesOf } from './jobs.ts';
import { telling } from './progress.ts';
import type { Section, Setting, Workload } from './workload.ts';

const IN_FLIGHT = 64;

/** Many small pages of one host, a record each: what a URL costs. */
export const oneHost: Workload = { letter: 'B', title: 'many URLs on one host, a JSONL record each', run };

async function run(setting: Setting): Promise<Section> {
  const server = await startSmallPages(setting.programs, setting.scratch);
  try {
    const count = setting.quick ? 5000 : 50_000;
    const job = makeJob('one-host', pagesOf(server.urls[0] ?? '', count), IN_FLIGHT, setting.scratch);
    // A tenth is enough for the rate of those that take seconds for it.
    const tenth = makeJob('one-host-tenth', job.urls.slice(0, count / 10), IN_FLIGHT, setting.scratch);
    const rounds = setting.quick ? 1 : 5;
    const contenders = contendersOf(setting, job, tenth);
    const summaries = summariseAll(await interleave(contenders, rounds, telling(setting, 'B', rounds)));
    return {
      notes: [
        `Served by ${server.name}: 36 bytes a page. ${count} URLs, ${IN_FLIGHT} in flight; medians of ${rounds} interleaved runs.`,
        'Overlap and curl write a JSON record for each URL to a file; the others write none. hey and wrk ask for one URL only.',
      ],
      table: tableOf(summaries),
      targets: targetsOf(summaries.get(overlapRecords.name), summaries.get(curl.name)),
    };
  } finally {
    await server.stop();
  }
}

function contendersOf(setting: Setting, job: Job, tenth: Job): Contender<Sample>[] {
  const floor = wrk(setting.quick ? 1 : 3);
  const whole = [overlapRecords, ...[curl, wget2].filter(setting.has)];
  const slow = [aria2c, pythonAiohttp].filter(setting.has);
  // hey gives each of its workers the same number of requests, and leaves out the rest.
  const heyLeast = job.urls.length - (job.urls.length % IN_FLIGHT);
  return [
    ...whole.map((peer) => contender(peer, job)),
    ...(setting.has(hey) ? [contender(hey, job, heyLeast)] : []),
    ...(setting.has(floor) ? [contender(floor, job, 1)] : []),
    ...slow.map((peer) => contender(peer, tenth)),
  ];
}

function targetsOf(ours: Summary | undefined, theirs: Summary | undefined): Target[] {
  const known = ours !== undefined && theirs !== undefined;
  const base = { workload: 'B', unit: '×', limit: 1 } as const;
  return [
    {
      ...base,
      what: 'URLs/s ÷ `curl -Z`',
      bound: 'at least',
      ...(known ? { value: ours.rate / theirs.rate } : {}),
      from: known ? `${perSecond(ours.rate)} ÷ ${perSecond(theirs.rate)}` : 'no curl here',
    },
    {
      ...base,
      what: 'CPU time a URL ÷ `curl -Z`',
      bound: 'at most',
      ...(known ? { value: ours.cpuEach / theirs.cpuEach } : {}),
      from: known ? `${ours.cpuEach.toFixed(1)} µs ÷ ${theirs.cpuEach.toFixed(1)} µs` : 'no curl here',
    },
  ];
}

function tableOf(summaries: ReadonlyMap<string, Summary>): Table {
  const ours = summaries.get(overlapRecords.name)?.rate ?? Number.NaN;
  return {
    columns: ['tool', 'URLs', 'whole process', 'URLs/s', 'CPU µs/URL', "URLs/s ÷ Overlap's"],
    rows: [...summaries.values()].map(({ name, done, wall, rate, cpuEach }) => [
      name,
      String(done),
      seconds(wall),
      perSecond(rate),
      cpuEach.toFixed(1),
      ratio(rate / ours),
    ]),
  };
}
