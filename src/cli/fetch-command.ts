import { UsageError } from '../core/errors.ts';
import type { FetchOptions } from '../core/options.ts';
import type { FetchRun } from '../core/run.ts';
import { fetchAll } from '../fetch-all.ts';
import type { RequestReader } from '../input/request-reader.ts';
import type { Journal } from '../journal/journal.ts';
import type { LineFormat } from '../output/format.ts';
import { fileOf, outputFileOf } from '../output/output-file.ts';
import { exitCodeOf } from './exit-code.ts';
import { complain } from './fault.ts';
import { type Input, openInput } from './input.ts';
import type { Io } from './io.ts';
import { Pace } from './pace.ts';
import { progressText } from './progress.ts';
import { type RequestFlags, requestOptions } from './request-flags.ts';
import { planOutputs } from './resume.ts';
import type { RetryChoice } from './retry-choice.ts';
import { prepareSaveFolder, removeParts } from './save-folder.ts';
import type { Sink } from './sink.ts';
import { openSinks, type Showing } from './sinks.ts';
import { StatusLine } from './status-line.ts';
import { Stop, stopOnSignals } from './stop.ts';
import { resumeNote, stopNote, summary } from './summary.ts';
import { Tally } from '../report/tally.ts';
import { isTerminal } from './terminal.ts';

export type FetchFlags = RequestFlags &
  Pick<FetchOptions, 'strategy' | 'ordered' | 'lookAhead' | 'verboseAttempts'> & {
    readonly json?: boolean;
    readonly format?: LineFormat;
    readonly output?: readonly string[];
    readonly har?: string;
    readonly trace?: string;
    readonly overwrite?: boolean;
    readonly resume?: boolean;
    readonly retryFailed?: RetryChoice;
    /** The folder that bodies are saved to. */
    readonly save?: string;
    readonly fail?: boolean;
    readonly quiet?: boolean;
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
    har,
    trace,
    overwrite = false,
    resume = false,
    retryFailed,
    save,
    ...others
  } = flags;
  const { quiet = false, fail = false, ...request } = others;
  const format = formatAskedFor(named, json);
  const keeping = { overwrite, resume, retry: retryFailed, countsRefused: fail };
  const files = [
    ...output.map((path) => outputFileOf(path, format)),
    ...(har === undefined ? [] : [fileOf(har, 'har')]),
    ...(trace === undefined ? [] : [fileOf(trace, 'trace')]),
  ];
  const showing = { format: format ?? 'text', outputs: await planOutputs(files, keeping), keeping };
  const input = await openInput(names, io);
  if (save !== undefined) {
    await prepareSaveFolder(save, { mayHoldFiles: overwrite || resume || retryFailed !== undefined });
  }
  const saving = save === undefined ? {} : { saveTo: save };
  const session = new Session(input, { ...(await requestOptions(request)), ...saving }, io);
  const { stop, requests } = session;
  const forget = stopOnSignals(stop, io);
  try {
    if (await requests.isEmpty()) {
      if (stop.reason) return exitCodeOf(stop.reason, 0);
      throw new UsageError(`nothing to fetch: there is no URL in ${input.title}`);
    }
    const tally = await fetchInto(showing, quiet, session);
    if (stop.reason?.kind === 'unwritable') complain(stop.reason.message, io);
    const before = session.journal?.recorded;
    const failed = tally.failed + (before?.failed ?? 0);
    const refused = tally.refused + (before?.refused ?? 0);
    return exitCodeOf(stop.reason, fail ? failed + refused : failed);
  } catch (error) {
    // Stopped in the midst of what comes before the first request.
    if (stop.reason && error === stop.signal.reason) return exitCodeOf(stop.reason, 0);
    throw error;
  } finally {
    forget();
    await requests.return();
  }
}

/** `--json` is short for `--format jsonl`. */
function formatAskedFor(format: LineFormat | undefined, json = false): LineFormat | undefined {
  if (json && format !== undefined && format !== 'jsonl') {
    throw new UsageError(
      `--json stands for --format jsonl, which --format ${format} contradicts; leave one out`,
    );
  }
  return json ? 'jsonl' : format;
}

/** A run and what surrounds it. */
class Session {
  readonly stop = new Stop();
  readonly requests: RequestReader;
  readonly run: FetchRun;
  /** The folder that bodies are saved to. */
  readonly saveTo: string | undefined;
  readonly input: Input;
  readonly io: Io;
  /** Where the run is resumed from; to be opened before the first request is read. */
  journal: Journal | undefined;

  constructor(input: Input, options: FetchOptions, io: Io) {
    this.input = input;
    this.io = io;
    this.requests = input.read((request) => this.journal?.admits(request) ?? true);
    this.saveTo = options.saveTo;
    this.run = fetchAll(this.requests, { ...options, signal: this.stop.signal });
    // The input may be waiting for bytes before the run has begun, which would tell it to stop.
    this.stop.signal.addEventListener('abort', () => void this.requests.return(), { once: true });
  }
}

/** Lets the run happen: its outcomes go to the sinks, its progress and its summary to the standard error. */
async function fetchInto(showing: Showing, quiet: boolean, session: Session): Promise<Tally> {
  const { run, saveTo, input, stop, io } = session;
  let status: StatusLine | undefined;
  const around = (write: () => void): void => (status ? status.around(write) : write());
  const { journal, all } = await openSinks(showing, { input, stop, io, around });
  session.journal = journal;
  const tally = new Tally();
  if (!quiet && isTerminal(io.stderr, io)) status = statusLine(tally, session);
  try {
    // Not before the journal is locked: they could be those of a run that is under way.
    if (saveTo !== undefined) await removeParts(saveTo);
    await deliver(session, tally, all);
    if (!stop.reason) journal?.completed();
  } finally {
    await Promise.all(all.map((sink) => sink.end()));
    status?.end();
    if (!quiet && stop.reason?.kind !== 'closed') {
      const before = journal?.recorded.total ?? 0;
      const how = journal ? resumeNote(stop.reason, showing.keeping) : '';
      io.stderr.write(stopNote(stop.reason, tally, run.stats) + summary(tally, run.stats, before) + how);
    }
  }
  return tally;
}

/** Waits only when a sink is full, because a wait for each outcome would cost more than writing it. */
async function deliver({ run, stop }: Session, tally: Tally, sinks: readonly Sink[]): Promise<void> {
  for await (const outcome of run) {
    const code = outcome.kind === 'failure' ? outcome.error.code : undefined;
    // Given up when the run was stopped: it is as if the request had not been read.
    if (code === 'cancelled') continue;
    // So is one whose body the disk did not take, lest it count as done in a run that carries on from this one.
    if (outcome.kind === 'failure' && code === 'write_error') {
      stop.because({ kind: 'unwritable', message: outcome.error.message });
      continue;
    }
    tally.add(outcome);
    for (const sink of sinks) {
      const room = sink.write(outcome);
      if (room) await room;
    }
  }
}

function statusLine(tally: Tally, { run, requests, io }: Session): StatusLine {
  const pace = new Pace();
  return new StatusLine(io.stderr, () =>
    progressText({
      tally,
      stats: run.stats,
      share: requests.bytesTotal === undefined ? undefined : requests.bytesRead / requests.bytesTotal,
      perSecond: pace.read(io.clock(), tally.finished),
    }),
  );
}
