// Measures Overlap beside its peers, on servers of its own, and says which targets were met.
import { makeScratch } from './measure/scratch.ts';
import { parseOptions, USAGE, type Options } from './options.ts';
import { takeCensus } from './peers/all.ts';
import { bundlePrograms } from './programs/bundle.ts';
import { describeMachine } from './report/machine.ts';
import { markdownTable } from './report/table.ts';
import { targetTable, verdict, type Target } from './report/target.ts';
import { article } from './workloads/article.ts';
import { longList } from './workloads/long-list.ts';
import { names } from './workloads/names.ts';
import { oneHost } from './workloads/one-host.ts';
import { waiting } from './workloads/waiting.ts';
import { workers } from './workloads/workers.ts';
import type { Setting } from './workloads/workload.ts';

const WORKLOADS = [article, oneHost, waiting, longList, workers, names];

const print = (text: string): unknown => process.stdout.write(`${text}\n\n`);

async function bench(options: Options): Promise<readonly Target[]> {
  const scratch = makeScratch();
  const census = takeCensus();
  const setting: Setting = {
    scratch,
    programs: await bundlePrograms(scratch),
    quick: options.quick,
    has: ({ name }) => census.found.has(name),
    progress: (line) => process.stderr.write(`${line}\n`),
  };
  print(describeMachine(census));
  const targets: Target[] = [];
  for (const { letter, title, run } of WORKLOADS.filter((workload) =>
    options.only.includes(workload.letter),
  )) {
    const section = await run(setting);
    print(`## ${letter}: ${title}`);
    for (const note of section.notes) print(note);
    print(markdownTable(section.table));
    targets.push(...section.targets);
  }
  return targets;
}

function conclude(targets: readonly Target[], quick: boolean): void {
  print('## Targets');
  if (quick) print('With small counts, so these are no measurements.');
  print(markdownTable(targetTable(targets)));
  const missed = targets.filter((target) => verdict(target) === 'no');
  if (missed.length === 0) return;
  print(`Missed: ${missed.map(({ workload, what }) => `${workload}: ${what}`).join('; ')}.`);
  if (!quick) process.exitCode = 1;
}

// An exit, unlike a signal's default, takes the scratch folder and the servers with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

try {
  const options = parseOptions(
    process.argv.slice(2),
    WORKLOADS.map(({ letter }) => letter),
  );
  if (options.help) print(USAGE.trimEnd());
  else conclude(await bench(options), options.quick);
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
