import { InputError } from '../core/errors.ts';
import type { Outcome } from '../core/outcome.ts';
import { lineBatches } from './line-batches.ts';
import { recordOf, seqOf } from './record.ts';
import { SeenNumbers } from './seen-numbers.ts';
import { isSound } from './sound-record.ts';

/**
 * Reads the records of a file, which may be compressed with gzip. A last line that is torn, because a run was killed
 * while it wrote, is passed over; and of several records of one request, the last counts. The file is read twice for
 * that, and what is remembered of it are the numbers of the requests, a few bits each.
 * @param take called with each outcome, in the file's order
 * @throws {InputError} naming the file and the line, where it cannot be read or a line is no record
 */
export async function readRecords(path: string, take: (outcome: Outcome) => void): Promise<void> {
  const lastLines = await repeatedRequests(path);
  await eachLine(path, (text, line) => {
    const record = recordOf(text);
    if (!record || !isSound(record)) {
      throw new InputError(
        `${path}, line ${line}: this is no record; give a file that overlap fetch --output wrote as JSON lines`,
      );
    }
    if ((lastLines.get(record.seq) ?? line) === line) take(record);
  });
}

/** Where the last record stands of each request that has several. */
async function repeatedRequests(path: string): Promise<ReadonlyMap<number, number>> {
  const seen = new SeenNumbers();
  const lastLines = new Map<number, number>();
  await eachLine(path, (text, line) => {
    const seq = seqOf(text);
    if (seq > 0 && seen.add(seq)) lastLines.set(seq, line);
  });
  return lastLines;
}

async function eachLine(path: string, take: (text: string, line: number) => void): Promise<void> {
  let number = 0;
  try {
    for await (const { lines } of lineBatches(path)) {
      for (const line of lines) {
        number += 1;
        if (line !== '') take(line, number);
      }
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      throw new InputError(`${path} could not be read to its end: ${error.message}`);
    }
    throw error;
  }
}
