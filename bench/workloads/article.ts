import { DEMO_PAGES } from '../../src/demo/pages.ts';
import { interleave } from '../measure/interleave.ts';
import { contender } from '../peers/contest.ts';
import { curl } from '../peers/curl.ts';
import { overlapFetch, overlapLibrary } from '../peers/overlap.ts';
import type { Job, Peer } from '../peers/peer.ts';
import { pythonAiohttp, pythonHttpx, pythonSequential, pythonThreads } from '../peers/python.ts';
import { summariseAll, type Summary } from '../peers/summary.ts';
import { ratio, seconds } from '../report/format.ts';
import type { Table } from '../report/table.ts';
import { startProgram } from '../servers/child-server.ts';
import { asyncTarget, processTarget, threadsTarget } from './article-targets.ts';
import { makeJob } from './jobs.ts';
import { loneGet } from './lone-get.ts';
import { telling } from './progress.ts';
import type { Section, Setting, Workload } from './workload.ts';

const SLOWEST = 'the slowest URL alone';
const SEQUENTIAL = 'sequential';
const THREADS = 'threads:11';
const ASYNC = 'async:64';
const HYBRID = 'hybrid:2x32';

/** The article's eleven URLs, each with the latency it had there. */
export const article: Workload = { letter: 'A', title: "the article's eleven URLs", run };

async function run(setting: Setting): Promise<Section> {
  const scale = setting.quick ? 0.1 : 1;
  const site = await startProgram('the demo site', setting.programs['demo-site'], [String(scale)]);
  try {
    return await measure(setting, makeJob('article', site.urls, 64, setting.scratch), scale);
  } finally {
    await site.stop();
  }
}

async function measure(setting: Setting, job: Job, scale: number): Promise<Section> {
  const library = (strategy: string): Peer => overlapLibrary(setting.programs['library-run'], strategy);
  const ours = [library(ASYNC), library(THREADS), library(HYBRID), overlapFetch];
  const theirs = [curl, pythonThreads, pythonHttpx, pythonAiohttp].filter(setting.has);
  const sequential = [library(SEQUENTIAL), ...[pythonSequential].filter(setting.has)];
  const inTurn = (peers: readonly Peer[]) => peers.map((peer) => contender(peer, job));
  const rounds = setting.quick ? 1 : 5;
  const samples = new Map([
    ...(await interleave(
      [loneGet(SLOWEST, slowestOf(job)), ...inTurn([...ours, ...theirs])],
      rounds,
      telling(setting, 'A', rounds),
    )),
    ...(await interleave(inTurn(sequential), 1, telling(setting, 'A', 1))),
  ]);
  const summaries = summariseAll(samples);
  const slowest = ownOf(summaries, SLOWEST);
  return {
    notes: [
      `Eleven origins on loopback, latencies × ${scale}; medians of ${rounds} interleaved runs, the sequential ones run once.`,
      "Own time is by the tool's own clock: without its process's start, with that of its threads.",
    ],
    table: tableOf(summaries, slowest),
    targets: [
      asyncTarget(ownOf(summaries, library(ASYNC).name), slowest),
      threadsTarget(samples.get(library(THREADS).name) ?? [], slowest),
      processTarget(summaries.get(overlapFetch.name)?.wall, summaries.get(curl.name)?.wall),
    ],
  };
}

function slowestOf({ urls }: Job): string {
  const longest = Math.max(...DEMO_PAGES.map(({ latency }) => latency));
  return urls[DEMO_PAGES.findIndex(({ latency }) => latency === longest)] ?? '';
}

function ownOf(summaries: ReadonlyMap<string, Summary>, name: string): number {
  const own = summaries.get(name)?.own;
  if (own === undefined) throw new Error(`${name} tells no time of its own`);
  return own;
}

function tableOf(summaries: ReadonlyMap<string, Summary>, slowest: number): Table {
  return {
    columns: ['tool', 'whole process', 'own time', 'own ÷ slowest URL', 'CPU time'],
    rows: [...summaries.values()].map(({ name, wall, own, cpu }) => [
      name,
      seconds(wall),
      own === undefined ? '-' : seconds(own),
      own === undefined ? '-' : ratio(own / slowest),
      cpu === 0 ? '-' : seconds(cpu),
    ]),
  };
}
