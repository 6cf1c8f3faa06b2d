import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureCommand } from '../measure/command.ts';
import type { StartupReport } from '../programs/startup-report.ts';
import { milliseconds, ratio } from '../report/format.ts';
import { startProgram } from '../servers/child-server.ts';
import { median } from '../statistics.ts';
import type { Section, Setting, Workload } from './workload.ts';

/** The least that a worker can do to let it be known that it is ready. */
const EMPTY_WORKER = "require('node:worker_threads').parentPort.postMessage('ready');\n";

/** What eleven worker threads cost before their first request. */
export const workers: Workload = { letter: 'E', title: 'eleven worker threads ready', run };

async function run(setting: Setting): Promise<Section> {
  const rounds = setting.quick ? 2 : 11;
  setting.progress(`E ${rounds} rounds of eleven workers`);
  const reports = await startups(setting, rounds);
  const ours = median(reports.map((report) => report.ours));
  const empty = median(reports.map((report) => report.empty));
  const row = (name: string, values: number[]): string[] => [
    name,
    milliseconds(median(values)),
    milliseconds(Math.min(...values)),
    milliseconds(Math.max(...values)),
    ratio(median(values) / empty),
  ];
  return {
    notes: [`Eleven at once, in one process; ${rounds} rounds by turns. Empty workers post one message.`],
    table: {
      columns: ['workers', 'median', 'least', 'most', '÷ empty'],
      rows: [
        row(
          'empty CommonJS',
          reports.map((report) => report.empty),
        ),
        row(
          'library threads:11',
          reports.map((report) => report.ours),
        ),
      ],
    },
    targets: [
      {
        workload: 'E',
        what: 'start-up of eleven workers ÷ eleven empty ones',
        value: median(reports.map((report) => report.ours / report.empty)),
        bound: 'at most',
        limit: 2,
        unit: '×',
        from: `${milliseconds(ours)} ÷ ${milliseconds(empty)}, median of the rounds' ratios`,
      },
    ],
  };
}

async function startups(setting: Setting, rounds: number): Promise<StartupReport[]> {
  const server = await startProgram('a bare node:net server', setting.programs['plain-server'], ['0']);
  try {
    const emptyEntry = join(setting.scratch, 'empty-worker.cjs');
    writeFileSync(emptyEntry, EMPTY_WORKER);
    const stdout = join(setting.scratch, 'stdout');
    const args = [setting.programs['worker-startup'], `${server.urls[0]}/`, emptyEntry, String(rounds)];
    await measureCommand({ file: process.execPath, args }, stdout, setting.scratch);
    return JSON.parse(readFileSync(stdout, 'utf8'));
  } finally {
    await server.stop();
  }
}
