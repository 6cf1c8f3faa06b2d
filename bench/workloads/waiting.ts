import { interleave } from '../measure/interleave.ts';
import { contender } from '../peers/contest.ts';
import { curl } from '../peers/curl.ts';
import { hey } from '../peers/hey.ts';
import { overlapLibrary, overlapRecords } from '../peers/overlap.ts';
import { summariseAll, type Summary } from '../peers/summary.ts';
import { milliseconds, ratio, seconds } from '../report/format.ts';
import type { Table } from '../report/table.ts';
import type { Target } from '../report/target.ts';
import { startProgram } from '../servers/child-server.ts';
import { makeJob, pagesOf } from './jobs.ts';
import { telling } from './progress.ts';
import type { Section, Setting, Workload } from './workload.ts';

const COUNT = 2000;
const IN_FLIGHT = 200;
const LATENCY = 50;
const STRATEGY = `async:${IN_FLIGHT}`;

/** Requests that wait, more of them at once than the machine has cores by far: whether the waits overlap. */
export const waiting: Workload = { letter: 'C', title: `${COUNT} URLs that take ${LATENCY} ms each`, run };

async function run(setting: Setting): Promise<Section> {
  const program = setting.programs['plain-server'];
  const server = await startProgram('a bare node:net server', program, [String(LATENCY)]);
  try {
    const job = makeJob('waiting', pagesOf(server.urls[0] ?? '', COUNT), IN_FLIGHT, setting.scratch);
    const libraryRun = setting.programs['library-run'];
    const library = overlapLibrary(libraryRun, STRATEGY);
    const warmLibrary = overlapLibrary(libraryRun, STRATEGY, 3);
    const rounds = setting.quick ? 1 : 7;
    const peers = [library, warmLibrary, overlapRecords, ...[hey, curl].filter(setting.has)];
    const contenders = peers.map((peer) => contender(peer, job));
    const summaries = summariseAll(await interleave(contenders, rounds, telling(setting, 'C', rounds)));
    const ideal = (COUNT / IN_FLIGHT) * LATENCY;
    return {
      notes: [
        `Served by ${server.name}; ${IN_FLIGHT} in flight; medians of ${rounds} interleaved runs. No tool can be quicker than ${ideal} ms.`,
        "Own time leaves out the process's start and end; the target sets own time against own time. The later run in a process shows what V8's compiling costs the first one.",
      ],
      table: tableOf(summaries, warmLibrary.name),
      targets: [heyTarget(summaries.get(library.name), summaries.get(hey.name))],
    };
  } finally {
    await server.stop();
  }
}

function heyTarget(ours: Summary | undefined, theirs: Summary | undefined): Target {
  const known = ours?.own !== undefined && theirs?.own !== undefined;
  return {
    workload: 'C',
    what: "the run's own time ÷ hey's",
    ...(known ? { value: ours.own / theirs.own } : {}),
    bound: 'at most',
    limit: 1.1,
    unit: '×',
    from: known ? `${milliseconds(ours.own)} ÷ ${milliseconds(theirs.own)}` : 'no hey here',
  };
}

/** @param several the row whose process ran the list several times, so that its whole says nothing */
function tableOf(summaries: ReadonlyMap<string, Summary>, several: string): Table {
  const theirs = summaries.get(hey.name);
  return {
    columns: ['tool', 'own time', "own ÷ hey's own", 'whole process', "whole ÷ hey's whole", 'CPU time'],
    rows: [...summaries.values()].map(({ name, own, wall, cpu }) => [
      name,
      own === undefined ? '-' : seconds(own),
      against(own, theirs?.own),
      ...(name === several ? ['-', '-', '-'] : [seconds(wall), against(wall, theirs?.wall), seconds(cpu)]),
    ]),
  };
}

function against(value: number | undefined, base: number | undefined): string {
  return value === undefined || base === undefined ? '-' : ratio(value / base);
}
