import type { Journal } from '../../journal/journal.ts';
import { linesPath } from '../../journal/journal-files.ts';
import type { RunStats } from '../../core/run.ts';
import type { OutputFile } from '../../output/output-file.ts';
import type { ReplacedFile } from '../../files/replaced-file.ts';
import type { TextStyle } from '../../output/text-line.ts';
import { painter, resultStyle } from '../../report/terminal/paint.ts';
import type { FetchPlan } from './fetch-plan.ts';
import type { Input } from './input.ts';
import type { Io } from '../io.ts';
import { journalSink } from './journal-sink.ts';
import { metricsFile, metricsSink } from './metrics-sink.ts';
import { checkOutputs, openOutputs } from './outputs.ts';
import { type Keeping, type OpenJournal, openJournal, type OutputPlan } from './resume.ts';
import { type Sink, stdoutSink } from './sink.ts';
import type { Stop, StopReason } from '../stop.ts';
import { type ColorChoice, hasColor, isAsciiOnly, isTerminal } from '../terminal/terminal.ts';

/** How outcomes are shown and kept. */
type Showing = Pick<FetchPlan, 'format' | 'outputs' | 'metrics' | 'keeping' | 'color' | 'errorsOnly'>;

/** Where all outcomes of a run go. */
export type Sinks = {
  readonly journal: Journal | undefined;
  readonly all: readonly Sink[];
};

/** What the sinks have to do with. */
export type Surroundings = {
  readonly input: Input;
  readonly stats: () => RunStats;
  readonly stop: Stop;
  readonly io: Io;
  /** Goes around each write to a terminal. */
  readonly around: (write: () => void) => void;
};

/**
 * Opens them all. What a resumed run had recorded before is already in the files that are no journal.
 * @throws {UsageError} one of the files cannot be used
 * @throws {InputError} the list is not the one that the run to be resumed had
 */
export async function openSinks(showing: Showing, surroundings: Surroundings): Promise<Sinks> {
  const { outputs, keeping } = showing;
  const { input, stats, stop, io } = surroundings;
  const metrics = await checkMetrics(showing, input);
  // The journal replaces what it holds as soon as it is open.
  if (outputs.journal && keeping.overwrite) {
    const options = { overwrite: true, lists: input.lists, outputs: journalPaths(outputs) };
    await checkOutputs(outputs.others, options);
  }
  const resumable = outputs.journal && (await openJournal(outputs.journal, keeping, input, stop.signal));
  const journal = resumable?.journal;
  try {
    const files = await openOthers(outputs.others, keeping, resumable, surroundings);
    const kept = journal ? [journalSink(journal, stop), ...files] : files;
    const shown = showOnStdout(showing, kept.length > 0, surroundings);
    const measured = { stats, clock: io.clock };
    const counted = metrics ? [metricsSink(metrics, measured, (reason) => stop.because(reason))] : [];
    return { journal, all: [...kept, shown, ...counted] };
  } catch (error) {
    await (resumable?.isNew ? resumable.journal.discard() : journal?.close());
    throw error;
  }
}

async function checkMetrics(
  { metrics, outputs, keeping }: Showing,
  { lists }: Input,
): Promise<ReplacedFile | undefined> {
  if (metrics === undefined) return undefined;
  const paths = [...journalPaths(outputs), ...outputs.others.map(({ path }) => path)];
  return metricsFile(metrics, { overwrite: keeping.overwrite, lists, outputs: paths });
}

function journalPaths({ journal }: OutputPlan): readonly string[] {
  return journal ? [journal.path, linesPath(journal.path)] : [];
}

/** The outputs besides the journal. */
async function openOthers(
  files: readonly OutputFile[],
  keeping: Keeping,
  resumable: OpenJournal | undefined,
  { input, stop }: Surroundings,
): Promise<readonly Sink[]> {
  const options = {
    // They are made anew from the journal.
    overwrite: keeping.overwrite || resumable?.isResumed === true,
    lists: input.lists,
    outputs: resumable?.journal.files ?? [],
  };
  const sinks = await openOutputs(files, options, (reason) => stop.because(reason));
  if (!resumable || sinks.length === 0) return sinks;
  try {
    await rebuild(sinks, resumable.journal, stop.signal);
    return sinks;
  } catch (error) {
    await Promise.all(sinks.map((sink) => sink.end()));
    throw error;
  }
}

async function rebuild(sinks: readonly Sink[], journal: Journal, signal: AbortSignal): Promise<void> {
  for await (const outcome of journal.outcomes(signal)) {
    for (const sink of sinks) {
      const room = sink.write(outcome);
      if (room) await room;
    }
  }
}

function showOnStdout(
  { format, color, errorsOnly }: Showing,
  isKept: boolean,
  { stop, io, around }: Surroundings,
): Sink {
  // Where a file takes the records, nobody has to read the standard output to its end.
  const onUnwritable = (reason: StopReason): void => {
    if (reason.kind !== 'closed' || !isKept) stop.because(reason);
  };
  // What goes to another place than the terminal of the status line cannot get in its way.
  const shared = isTerminal(io.stdout, io) ? { around } : {};
  const style = textStyle(io, color);
  return stdoutSink(io.stdout, { format, style, errorsOnly, givenUp: stop.overdue, ...shared }, onUnwritable);
}

function textStyle(io: Io, color: ColorChoice): TextStyle {
  const paint = painter(hasColor(io.stdout, io, color));
  return {
    paint: (result, outcome) =>
      paint(result, resultStyle(outcome.kind === 'response' ? outcome.status : undefined)),
    arrow: isAsciiOnly(io) ? '->' : '→',
  };
}
