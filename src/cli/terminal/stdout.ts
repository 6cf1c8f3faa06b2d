import { LineWriter } from '../../output/line-writer.ts';
import type { Io } from '../io.ts';
import type { StopReason } from '../stop.ts';

/** What it means that the standard output takes nothing any more. */
export function stdoutFault(error: Error): StopReason {
  if ('code' in error && error.code === 'EPIPE') return { kind: 'closed' };
  return { kind: 'unwritable', message: `the standard output cannot be written: ${error.message}` };
}

/**
 * Writes a text to the standard output.
 * @param givenUp once it is aborted nothing is waited for any more
 * @returns when the text has been taken, or why it has not
 */
export async function print(text: string, io: Io, givenUp?: AbortSignal): Promise<StopReason | undefined> {
  let reason: StopReason | undefined;
  const writer = new LineWriter(io.stdout, {
    onError: (error) => {
      reason = stdoutFault(error);
    },
    ...(givenUp ? { givenUp } : {}),
  });
  void writer.write(text);
  await writer.end();
  return reason;
}
