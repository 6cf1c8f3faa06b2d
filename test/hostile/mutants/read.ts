import { Readable } from 'node:stream';
import { UNPRINTABLE } from '../../../src/util/printable.ts';
import { RequestReader } from '../../../src/input/request-reader.ts';
import { prepareRequest } from '../../../src/schedule/prepare-request.ts';
import { mutantLine, PASSWORD } from './line.ts';

const DEFAULTS = {
  method: undefined,
  headers: [],
  authorizations: new Map<string, string>(),
  data: undefined,
  saveTo: undefined,
};

/** Bytes of a list of mutants, from 1 to `count`, in chunks that end anywhere. */
function* listOf(count: number): Generator<Buffer> {
  let text = '';
  for (let number = 1; number <= count; number += 1) {
    text += `${mutantLine(number)}${number % 3 === 0 ? '\r\n' : '\n'}`;
    if (number % 97 === 0 || number === count) {
      yield Buffer.from(text);
      text = '';
    }
  }
}

/**
 * Reads a list of mutants, and makes each request set out, without going anywhere.
 * @returns what was wrong, in words, and how many requests could and could not set out
 */
export async function readMutants(count: number) {
  const reader = new RequestReader(
    [{ kind: 'stdin' }],
    Object.assign(Readable.from(listOf(count)), { fd: -1 }),
  );
  const census = { faults: new Array<string>(), departed: 0, refused: 0 };
  let line = 0;
  for await (const request of reader) {
    const departure = prepareRequest(request.seq, request, DEFAULTS, 0);
    const isRefused = 'code' in departure;
    if (isRefused) census.refused += 1;
    else census.departed += 1;
    const where = `line ${request.line}: ${JSON.stringify(request.url)}`;
    if (request.seq !== census.refused + census.departed)
      census.faults.push(`${where} has number ${request.seq}`);
    if ((request.line ?? 0) <= line) census.faults.push(`${where} comes after line ${line}`);
    line = request.line ?? 0;
    const shown = isRefused ? `${departure.shownUrl} ${departure.message}` : departure.shownUrl;
    if (shown.includes(PASSWORD)) census.faults.push(`${where} shows a password: ${shown}`);
    if (shown.search(UNPRINTABLE) >= 0) census.faults.push(`${where} is shown as ${shown}`);
  }
  if (line > count) census.faults.push(`there is a line ${line}`);
  return census;
}
