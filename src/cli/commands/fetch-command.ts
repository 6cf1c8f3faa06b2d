import { UsageError } from '../../core/errors.ts';
import { exitCodeOf } from '../exit-code.ts';
import { complain } from '../fault.ts';
import { type FetchFlags, type FetchPlan, planFetch } from '../session/fetch-plan.ts';
import { FetchSession } from '../session/fetch-session.ts';
import { type Input, openInput } from '../session/input.ts';
import { Interrupts } from '../interrupts.ts';
import type { Io } from '../io.ts';
import { mayHoldResults } from '../session/resume.ts';
import { openSaveFolder } from '../session/save-folder.ts';

/**
 * `overlap fetch`: fetches what the sources list, and writes a line for each outcome.
 * @returns the exit code
 */
export async function fetchCommand(names: readonly string[], flags: FetchFlags, io: Io): Promise<number> {
  const plan = await planFetch(flags, io.env);
  const input = await openInput(names, io);
  const { saveTo } = plan.options;
  const mayHoldFiles = mayHoldResults(plan.keeping);
  const folder = saveTo === undefined ? undefined : await openSaveFolder(saveTo, { mayHoldFiles });
  try {
    return await fetchAndShow(plan, input, io);
  } finally {
    await folder?.release();
  }
}

async function fetchAndShow(plan: FetchPlan, input: Input, io: Io): Promise<number> {
  const session = new FetchSession(plan, input, io);
  const { stop, requests } = session;
  const interrupts = new Interrupts(stop, io, session.say, session);
  try {
    if (await requests.isEmpty()) {
      if (stop.reason) return exitCodeOf(stop.reason, 0);
      throw new UsageError(`nothing to fetch: there is no URL in ${input.title}`);
    }
    await session.fetch();
    if (stop.reason?.kind === 'unwritable') complain(stop.reason.message, io);
    return exitCodeOf(stop.reason, failures(session, plan.keeping.countsRefused));
  } catch (error) {
    // Stopped in the midst of what comes before the first request.
    if (stop.reason && error === stop.signal.reason) return exitCodeOf(stop.reason, 0);
    throw error;
  } finally {
    interrupts.close();
    await requests.return();
  }
}

/** Of this run, and of the one that it went on with. */
function failures({ tally, journal }: FetchSession, countsRefused: boolean): number {
  const failed = tally.failed + (journal?.recorded.failed ?? 0);
  return countsRefused ? failed + tally.refused + (journal?.recorded.refused ?? 0) : failed;
}
