import { UsageError } from '../core/errors.ts';
import type { FetchOptions } from '../core/options.ts';
import type { Outcome } from '../core/outcome.ts';
import type { FetchRun } from '../core/run.ts';
import { fetchAll } from '../fetch-all.ts';
import type { Format } from '../output/format.ts';
import { type OutputFile, outputFileOf } from '../output/output-file.ts';
import { exitCodeOf } from './exit-code.ts';
import { complain } from './fault.ts';
import { type Input, openInput } from './input.ts';
import type { Io } from './io.ts';
import { openOutputs } from './outputs.ts';
import { Pace } from './pace.ts';
import { progressText } from './progress.ts';
import { type RequestFlags, requestOptions } from './request-flags.ts';
import { type Sink, stdoutSink } from './sink.ts';
import { StatusLine } from './status-line.ts';
import { Stop, type StopReason, stopOnSignals } from './stop.ts';
import { stopNote, summary } from './summary.ts';
import { Tally } from '../report/tally.ts';
import { isTerminal } from './terminal.ts';

export type FetchFlags = RequestFlags &
  Pick<FetchOptions, 'strategy' | 'ordered' | 'lookAhead' | 'verboseAttempts'> & {
    readonly json?: boolean;
    readonly format?: Format;
    readonly output?: readonly string[];
    readonly overwrite?: boolean;
    readonly fail?: boolean;
    readonly quiet?: boolean;
  };

/** How outcomes are shown and kept. */
type Showing = {
  /** Of the standard output. */
  readonly format: Format;
  readonly outputs: readonly OutputFile[];
  readonly overwrite: boolean;
  readonly quiet: boolean;
};

/**
 * `overlap fetch`: fetches what the sources list, and writes a line for each outcome.
 * @returns the exit code
 */
export async function fetchCommand(names: readonly string[], flags: FetchFlags, io: Io): Promise<number> {
  const {
    json,
    format: named,
    output = [],
    overwrite = false,
    quiet = false,
    fail = false,
    ...request
  } = flags;
  const format = formatAskedFor(named, json);
  const outputs = output.map((path) => outputFileOf(path, format));
  const input = await openInput(names, io);
  const stop = new Stop();
  const run = fetchAll(input.requests, { ...(await requestOptions(request)), signal: stop.signal });
  const forget = stopOnSignals(stop, io);
  // The input may be waiting for bytes before the run has begun, which would tell it to stop.
  stop.signal.addEventListener('abort', () => void input.requests.return(), { once: true });
  try {
    if (await input.requests.isEmpty()) {
      if (stop.reason) return exitCodeOf(stop.reason, 0);
      throw new UsageError(`nothing to fetch: there is no URL in ${input.title}`);
    }
    const tally = await fetchInto(
      { format: format ?? 'text', outputs, overwrite, quiet },
      { run, input, stop, io },
    );
    if (stop.reason?.kind === 'unwritable') complain(stop.reason.message, io);
    return exitCodeOf(stop.reason, tally.failed + (fail ? tally.refused : 0));
  } finally {
    forget();
    await input.requests.return();
  }
}

/** `--json` is short for `--format jsonl`. */
function formatAskedFor(format: Format | undefined, json = false): Format | undefined {
  if (json && format !== undefined && format !== 'jsonl') {
    throw new UsageError(
      `--json stands for --format jsonl, which --format ${format} contradicts; leave one out`,
    );
  }
  return json ? 'jsonl' : format;
}

/** A run and what surrounds it. */
type Session = {
  readonly run: FetchRun;
  readonly input: Input;
  readonly stop: Stop;
  readonly io: Io;
};

/** Lets the run happen: its outcomes go to the sinks, its progress and its summary to the standard error. */
async function fetchInto(showing: Showing, session: Session): Promise<Tally> {
  const { run, stop, io } = session;
  const tally = new Tally();
  let status: StatusLine | undefined;
  const around = (write: () => void): void => (status ? status.around(write) : write());
  const sinks = await openSinks(showing, session, around);
  if (!showing.quiet && isTerminal(io.stderr, io)) status = statusLine(tally, session);
  try {
    await deliver(run, tally, sinks);
  } finally {
    await Promise.all(sinks.map((sink) => sink.end()));
    status?.end();
    if (!showing.quiet && stop.reason?.kind !== 'closed') {
      io.stderr.write(stopNote(stop.reason, tally, run.stats) + summary(tally, run.stats));
    }
  }
  return tally;
}

async function openSinks(
  { format, outputs, overwrite }: Showing,
  { input, stop, io }: Session,
  around: (write: () => void) => void,
): Promise<readonly Sink[]> {
  const onUnwritable = (reason: StopReason): void => stop.because(reason);
  const files = await openOutputs(outputs, { overwrite, lists: input.lists, outputs: [] }, onUnwritable);
  // Where a file takes the records, nobody has to read the standard output to its end.
  const onStdoutUnwritable = (reason: StopReason): void => {
    if (reason.kind !== 'closed' || files.length === 0) stop.because(reason);
  };
  // What goes to another place than the terminal of the status line cannot get in its way.
  const shared = isTerminal(io.stdout, io) ? { around } : {};
  return [stdoutSink(io.stdout, { format, givenUp: stop.overdue, ...shared }, onStdoutUnwritable), ...files];
}

/** Waits only when a sink is full, because a wait for each outcome would cost more than writing it. */
async function deliver(run: FetchRun, tally: Tally, sinks: readonly Sink[]): Promise<void> {
  for await (const outcome of run) {
    if (isCancelled(outcome)) continue;
    tally.add(outcome);
    for (const sink of sinks) {
      const room = sink.write(outcome);
      if (room) await room;
    }
  }
}

/** Given up when the run was stopped: it is as if the request had not been read. */
function isCancelled(outcome: Outcome): boolean {
  return outcome.kind === 'failure' && outcome.error.code === 'cancelled';
}

function statusLine(tally: Tally, { run, input, io }: Session): StatusLine {
  const pace = new Pace();
  const { requests } = input;
  return new StatusLine(io.stderr, () =>
    progressText({
      tally,
      stats: run.stats,
      share: requests.bytesTotal === undefined ? undefined : requests.bytesRead / requests.bytesTotal,
      perSecond: pace.read(io.clock(), tally.finished),
    }),
  );
}
