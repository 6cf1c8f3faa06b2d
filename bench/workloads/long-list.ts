import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { watchMemory, type MemorySample } from '../measure/watch-memory.ts';
import { recordsOf } from '../peers/overlap.ts';
import { BUILT_COMMAND } from '../project.ts';
import { megabytes, milliseconds, perSecond } from '../report/format.ts';
import type { Target } from '../report/target.ts';
import { startSmallPages } from '../servers/small-pages.ts';
import { mean } from '../statistics.ts';
import type { Section, Setting, Workload } from './workload.ts';

const IN_FLIGHT = 64;

/** A list too long to be held: whether memory stays where it was. */
export const longList: Workload = { letter: 'D', title: 'memory over a long list', run };

async function run(setting: Setting): Promise<Section> {
  const server = await startSmallPages(setting.programs, setting.scratch);
  try {
    const total = setting.quick ? 100_000 : 1_000_000;
    const list = join(setting.scratch, 'long-list.txt');
    await writeList(list, server.urls[0] ?? '', total);
    const command = { file: process.execPath, args: [BUILT_COMMAND, ...recordsOf(list, IN_FLIGHT)] };
    setting.progress(`D 1/1 overlap fetch of ${total} lines`);
    const began = performance.now();
    const samples = await watchMemory(command, total / 1000);
    return sectionOf(samples, total, performance.now() - began, server.name);
  } finally {
    await server.stop();
  }
}

/** Writes the list piece by piece, so that this process needs no memory for it either. */
async function writeList(file: string, origin: string, total: number): Promise<void> {
  const piece = 10_000;
  function* pieces(): Generator<string> {
    for (let from = 0; from < total; from += piece) {
      yield Array.from({ length: piece }, (_, index) => `${origin}/page/${from + index + 1}\n`).join('');
    }
  }
  await pipeline(Readable.from(pieces()), createWriteStream(file));
}

function sectionOf(samples: readonly MemorySample[], total: number, wall: number, server: string): Section {
  const lines = samples.at(-1)?.lines ?? 0;
  if (lines !== total) throw new Error(`overlap wrote ${lines} records for ${total} lines`);
  const peak = Math.max(...samples.map((sample) => sample.peak));
  const tenths = Array.from({ length: 10 }, (_, index) =>
    mean(
      samples
        .filter((sample) => Math.ceil((sample.lines / total) * 10) === index + 1)
        .map((sample) => sample.resident),
    ),
  );
  return {
    notes: [
      `Served by ${server}. ${total} lines on one host, ${IN_FLIGHT} in flight, ${milliseconds(wall)}, ${perSecond((total / wall) * 1000)} URLs/s.`,
      `Resident memory, read from outside each time ${total / 1000} more records were out; the peak is the kernel's.`,
    ],
    table: {
      columns: ['lines finished', 'mean memory'],
      rows: tenths.map((tenth, index) => [
        `${(total / 10) * index + 1} to ${(total / 10) * (index + 1)}`,
        megabytes(tenth),
      ]),
    },
    targets: [peakTarget(peak), growthTarget(tenths)],
  };
}

function peakTarget(peak: number): Target {
  return {
    workload: 'D',
    what: 'peak memory',
    value: peak / 1e6,
    bound: 'at most',
    limit: 250,
    unit: 'MB',
    from: 'whole process',
  };
}

function growthTarget(tenths: readonly number[]): Target {
  const [second, last] = [tenths[1] ?? Number.NaN, tenths[9] ?? Number.NaN];
  return {
    workload: 'D',
    what: 'mean memory of the last tenth ÷ the second',
    value: last / second,
    bound: 'at most',
    limit: 1.1,
    unit: '×',
    from: `${megabytes(last)} ÷ ${megabytes(second)}`,
  };
}
