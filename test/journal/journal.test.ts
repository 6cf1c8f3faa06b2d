import { chmod, mkdir, readFile, rm, rmdir, stat, symlink, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { openOnDisk, type FileOpener } from '../../src/files/append-file.ts';
import { Journal } from '../../src/journal/journal.ts';
import { type JournalMode, linesPath } from '../../src/journal/journal-files.ts';
import { recordOf } from '../../src/journal/record.ts';
import { shownUrl } from '../../src/core/target.ts';
import { toJsonLine } from '../../src/output/json-line.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const files = temporaryFolder();

const OVERWRITE: JournalMode = { kind: 'overwrite' };
const RESUME: JournalMode = { kind: 'resume', again: () => false };
const RETRY: JournalMode = { kind: 'resume', again: (record) => record.kind === 'failure' };

let count = 0;
async function newPath(content = ''): Promise<string> {
  return files.write(`results-${(count += 1)}.jsonl`, content);
}

const url = (seq: number): string => `https://example.com/${seq}`;

function response(seq: number, status = 200): Outcome {
  const startedAt = '2026-01-01T00:00:00.000Z';
  const timings = { total: 1 };
  const rest = {
    method: 'GET',
    attempts: 1,
    elapsed: 1,
    inFlight: 1,
    startedAt,
    thread: 0,
    slot: 0,
    timings,
  };
  return {
    seq,
    url: url(seq),
    kind: 'response',
    status,
    finalUrl: url(seq),
    httpVersion: '1.1',
    bytes: 0,
    ...rest,
  };
}

function failure(seq: number): Outcome {
  const error = { code: 'connection_reset', message: 'gone' } as const;
  return { seq, url: url(seq), kind: 'failure', error, method: 'GET', attempts: 1, elapsed: 1, inFlight: 1 };
}

/** Which requests of a list of `length` the journal wants made. */
function wanted(journal: Journal, length: number, urlOf = url): number[] {
  const numbers = Array.from({ length }, (_, index) => index + 1);
  return numbers.filter((seq) => journal.admits({ seq, url: urlOf(seq) }));
}

function write(journal: Journal, outcomes: readonly Outcome[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // What goes wrong is told to the write; an event that nobody hears of would be an exception.
    if (journal.stream.listenerCount('error') === 0) journal.stream.on('error', () => undefined);
    journal.stream.write(outcomes.map(toJsonLine).join(''), (error) => (error ? reject(error) : resolve()));
  });
}

/** A run over a list of `length` that gets as far as these outcomes. */
async function run(
  path: string,
  mode: JournalMode,
  length: number,
  outcomes: readonly Outcome[],
): Promise<number[]> {
  const journal = await Journal.open(path, mode);
  const numbers = wanted(journal, length);
  await write(journal, outcomes);
  await journal.close();
  return numbers;
}

async function records(path: string): Promise<Outcome[]> {
  const text = await readFile(path, 'utf8');
  return text
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => recordOf(line) ?? []);
}

const seqs = (outcomes: readonly Outcome[]): number[] => outcomes.map(({ seq }) => seq);

describe('a journal', () => {
  it('is resumed with what has no record', async () => {
    const path = await newPath();
    expect(await run(path, { kind: 'new' }, 5, [response(2), failure(4)])).toEqual([1, 2, 3, 4, 5]);
    expect(await run(path, RESUME, 5, [response(1), response(5)])).toEqual([1, 3, 5]);
    expect(await run(path, RESUME, 6, [response(3), response(6)])).toEqual([3, 6]);
    expect(await run(path, RESUME, 6, [])).toEqual([]);
    expect(seqs(await records(path))).toEqual([2, 4, 1, 5, 3, 6]);
  });

  it('counts what it holds', async () => {
    const path = await newPath();
    await run(path, OVERWRITE, 4, [response(1), response(2, 404), failure(3), response(3), failure(4)]);
    const journal = await Journal.open(path, RESUME);
    expect(journal.recorded).toEqual({ total: 4, failed: 1, refused: 1 });
    await journal.close();
    const retrying = await Journal.open(path, RETRY);
    expect(retrying.recorded).toEqual({ total: 3, failed: 0, refused: 1 });
    await retrying.close();
  });

  it('lets the last record of a request count, and leaves only that one in the end', async () => {
    const path = await newPath();
    await run(path, OVERWRITE, 3, [failure(1), response(2), failure(3)]);
    const journal = await Journal.open(path, RETRY);
    expect(wanted(journal, 3)).toEqual([1, 3]);
    await write(journal, [response(3, 201), failure(1)]);
    journal.completed();
    await journal.close();
    expect(await records(path)).toEqual([response(2), response(3, 201), failure(1)]);
    const next = await Journal.open(path, RETRY);
    expect(wanted(next, 3)).toEqual([1]);
    await next.close();
  });

  it('leaves the records as they were where a compaction is broken off', async () => {
    const path = await newPath();
    await run(path, OVERWRITE, 1, [failure(1)]);
    const journal = await Journal.open(path, RETRY);
    wanted(journal, 1);
    await write(journal, [response(1)]);
    journal.completed();
    await journal.close(AbortSignal.abort());
    expect(await records(path)).toEqual([failure(1), response(1)]);
    await expect(readFile(`${path}.compacting`)).rejects.toThrow('ENOENT');
  });

  it('keeps all records where a run has not come to its end', async () => {
    const path = await newPath();
    await run(path, OVERWRITE, 4, [failure(1), response(2), response(3), response(4)]);
    const journal = await Journal.open(path, RETRY);
    expect(journal.admits({ seq: 1, url: url(1) })).toBe(true);
    await write(journal, [response(1)]);
    expect(() => journal.completed()).toThrow('the list has only 1 requests');
    await journal.close();
    expect(seqs(await records(path))).toEqual([1, 2, 3, 4, 1]);
  });

  it('keeps its owner and permissions when it is written anew, and says so when that cannot be', async () => {
    const path = await newPath();
    await run(path, OVERWRITE, 1, [failure(1)]);
    await chmod(path, 0o664);
    const rewrite = async (): Promise<void> => {
      const journal = await Journal.open(path, RETRY);
      wanted(journal, 1);
      await write(journal, [failure(1)]);
      journal.completed();
      await journal.close();
    };
    await rewrite();
    expect((await stat(path)).mode & 0o777).toBe(0o664);
    await mkdir(`${path}.compacting`);
    await expect(rewrite()).rejects.toThrow(
      /results-\d+\.jsonl still holds records that later ones replace: it is a folder/,
    );
    expect(await records(path)).toEqual([failure(1), failure(1)]);
    // The lock is free again.
    await (await Journal.open(path, RESUME)).close();
  });

  it('says which of its files cannot be opened', async () => {
    const path = await newPath();
    await mkdir(linesPath(path));
    await expect(Journal.open(path, OVERWRITE)).rejects.toThrow(
      /results-\d+\.jsonl\.lines cannot be written: it is a folder/,
    );
    await rmdir(linesPath(path));
    await (await Journal.open(path, OVERWRITE)).close();
  });

  it('gives back the outcomes that stay', async () => {
    const path = await newPath();
    await run(path, OVERWRITE, 4, [failure(1), response(2), failure(3), response(3)]);
    const journal = await Journal.open(path, RETRY);
    const outcomes: Outcome[] = [];
    for await (const outcome of journal.outcomes()) outcomes.push(outcome);
    expect(outcomes).toEqual([response(2), response(3)]);
    await journal.close();
  });

  it('drops a line that was not written to its end', async () => {
    const path = await newPath();
    await run(path, OVERWRITE, 3, [response(1)]);
    const whole = await readFile(path, 'utf8');
    for (const torn of ['{', toJsonLine(response(2)).slice(0, -1)]) {
      await writeFile(path, whole + torn);
      expect(await run(path, RESUME, 3, [])).toEqual([2, 3]);
      expect(await readFile(path, 'utf8')).toBe(whole);
    }
  });

  it('makes a request again whose line was not on file', async () => {
    const path = await newPath();
    await run(path, OVERWRITE, 3, [response(1), response(2), response(3)]);
    const digests = await readFile(linesPath(path));
    // As after a loss of power: the file has grown, and what was to stand there is lost.
    await writeFile(linesPath(path), Buffer.concat([digests.subarray(0, -8), Buffer.alloc(19)]));
    const journal = await Journal.open(path, RESUME);
    expect(wanted(journal, 3)).toEqual([3]);
    await write(journal, [response(3, 201)]);
    journal.completed();
    await journal.close();
    expect(await records(path)).toEqual([response(1), response(2), response(3, 201)]);
  });

  it('makes the file of the lines anew, where it is missing, of a list that its records fit', async () => {
    const path = await newPath();
    const secret = (seq: number): string => url(seq).replace('//', '//joe:hunter2@').toUpperCase();
    const journal = await Journal.open(path, OVERWRITE);
    wanted(journal, 5, secret);
    await write(
      journal,
      [response(5), failure(2)].map((record) => ({ ...record, url: shownUrl(secret(record.seq)) })),
    );
    await journal.close();
    const digests = await readFile(linesPath(path));
    for (const makeMissing of [() => rm(linesPath(path)), () => writeFile(linesPath(path), '')]) {
      await makeMissing();
      const resumed = await Journal.open(path, RESUME);
      expect([resumed.known, resumed.needsReading]).toEqual([5, true]);
      for (let seq = 1; seq <= 6; seq++) expect(resumed.isNew({ seq, url: secret(seq) })).toBe(seq > 5);
      await resumed.recognised();
      expect(wanted(resumed, 6, secret)).toEqual([1, 3, 4, 6]);
      await resumed.close();
      expect(await readFile(linesPath(path))).toEqual(digests);
      const again = await Journal.open(path, RESUME);
      expect([again.known, again.needsReading]).toEqual([5, false]);
      await again.close();
    }
  });

  it('leaves everything as it was where its records do not fit the list', async () => {
    const path = await newPath();
    await run(path, OVERWRITE, 3, [response(1), response(3)]);
    await rm(linesPath(path));
    const before = await readFile(path, 'utf8');
    for (const [length, urlOf, says] of [
      [
        3,
        (seq: number) => url(seq + (seq === 3 ? 1 : 0)),
        /^request 3 is another one than .*results-\d+\.jsonl has a record of/,
      ],
      [2, url, /^the list has only 2 requests, and .*results-\d+\.jsonl has records up to number 3/],
    ] as const) {
      const journal = await Journal.open(path, RESUME);
      const read = async (): Promise<void> => {
        for (let seq = 1; seq <= length; seq++) journal.isNew({ seq, url: urlOf(seq) });
        await journal.recognised();
      };
      await expect(read()).rejects.toThrow(says);
      await journal.close();
      expect(await readFile(path, 'utf8')).toBe(before);
      await expect(readFile(linesPath(path))).rejects.toThrow('ENOENT');
    }
    expect(await run(path, { kind: 'overwrite' }, 1, [])).toEqual([1]);
  });

  it('is one run at a time', async () => {
    const path = await newPath();
    const link = files.path(`link-${count}.jsonl`);
    await symlink(path, link);
    const journal = await Journal.open(path, OVERWRITE);
    await expect(Journal.open(path, RESUME)).rejects.toThrow(
      /results-\d+\.jsonl is being written by another run/,
    );
    await expect(Journal.open(link, OVERWRITE)).rejects.toThrow(
      /link-\d+\.jsonl is being written by another run/,
    );
    await journal.close();
    await (await Journal.open(link, RESUME)).close();
  });

  it('refuses what it cannot go on with, and leaves it alone', async () => {
    const path = await newPath('precious\n');
    await expect(Journal.open(path, { kind: 'new' })).rejects.toThrow(/is not empty; add --resume/);
    await expect(Journal.open(path, RESUME)).rejects.toThrow(/results-\d+\.jsonl holds no record/);
    await writeFile(path, 'precious');
    await expect(Journal.open(path, RESUME)).rejects.toThrow(/results-\d+\.jsonl holds no record/);
    expect(await readFile(path, 'utf8')).toBe('precious');
    await writeFile(path, `${JSON.stringify({ ...response(1), seq: 1e12 })}\n`);
    await expect(Journal.open(path, RESUME)).rejects.toThrow(/has a record of request 1000000000000/);
    await expect(readFile(linesPath(path))).rejects.toThrow('ENOENT');
    await writeFile(path, 'precious\n');
    await writeFile(linesPath(path), 'something else, which is longer\n');
    await expect(Journal.open(path, RESUME)).rejects.toThrow(/\.lines is not what it should be/);
    await expect(Journal.open(path, OVERWRITE)).rejects.toThrow(/\.lines is not what it should be/);
    expect(await readFile(linesPath(path), 'utf8')).toBe('something else, which is longer\n');
    await rm(linesPath(path));
    expect(await readFile(path, 'utf8')).toBe('precious\n');
    await run(path, OVERWRITE, 2, [response(1)]);
    for (const line of ['{}', '[1]', '{"seq":0,"kind":"response","url":"","status":1}', 'x', '']) {
      await writeFile(path, `${toJsonLine(response(1))}${line}\n`);
      await expect(Journal.open(path, RESUME)).rejects.toThrow(
        /results-\d+\.jsonl, line 2: this is no record/,
      );
    }
  });

  it('knows a list again', async () => {
    const path = await newPath();
    await run(path, OVERWRITE, 4, [response(2), response(3)]);
    const journal = await Journal.open(path, RESUME);
    const changed = (seq: number): string => (seq === 2 ? 'https://example.com/other' : url(seq));
    expect(() => wanted(journal, 4, changed)).toThrow(
      /request 2 is another one than .* to resume, give the same list/,
    );
    expect(() => journal.admits({ seq: 2, url: 'x', source: 'urls.txt', line: 7 })).toThrow(
      '(line 7 of urls.txt)',
    );
    expect(() => journal.admits({ seq: 2, url: 'x', source: '-', line: 7 })).toThrow(
      '(line 7 of the standard input)',
    );
    // Beyond the last record a line may be changed: it has not been fetched.
    expect(journal.known).toBe(3);
    expect(journal.isNew({ seq: 1, url: url(1) })).toBe(false);
    await expect(journal.recognised()).rejects.toThrow(/the list has only 1 requests, .* up to number 3/);
    expect(journal.isNew({ seq: 4, url: 'https://example.com/new' })).toBe(true);
    await journal.recognised();
    await journal.close();
  });
});

/** Files of which the `failing`-th write takes only a part of what it is given, and then fails. */
function failingAt(failing: number, part: number): FileOpener {
  let writes = 0;
  return async (path) => {
    const file = await openOnDisk(path);
    return {
      stat: () => file.stat(),
      read: (...args) => file.read(...args),
      truncate: (length) => file.truncate(length),
      datasync: () => file.datasync(),
      close: () => file.close(),
      write: async (buffer, offset, length) => {
        writes += 1;
        if (writes === failing) return file.write(buffer, offset, Math.min(length, part));
        if (writes > failing) throw new Error('ENOSPC: no space left on device, write');
        return file.write(buffer, offset, length);
      },
    };
  };
}

describe('a journal on a disk that fails', () => {
  it('loses nothing at whichever of its first 50 writes that happens', async () => {
    const length = 60;
    for (let failing = 1; failing <= 50; failing += 1) {
      const path = await newPath();
      const journal = await Journal.open(path, RESUME, { opener: failingAt(failing, 100) });
      const acknowledged: number[] = [];
      const isFull = await (async () => {
        for (const seq of wanted(journal, length)) {
          const fault = await write(journal, [response(seq)]).catch(String);
          if (fault !== undefined) return fault.includes('cannot be written');
          acknowledged.push(seq);
        }
        return false;
      })();
      expect(isFull).toBe(true);
      // The lines were written first, all at once, and then a record at a time.
      expect(acknowledged).toHaveLength(Math.max(0, failing - 2));
      await journal.close();
      expect(seqs(await records(path)).slice(0, acknowledged.length)).toEqual(acknowledged);
      const rest = await Journal.open(path, RESUME);
      await write(
        rest,
        wanted(rest, length).map((seq) => response(seq)),
      );
      await rest.close();
      expect(seqs(await records(path))).toEqual(Array.from({ length }, (_, index) => index + 1));
    }
  });

  it('keeps what was acknowledged, holds whole lines only, and is resumed with the rest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.nat(400))), async (disks) => {
        const path = await newPath();
        const length = 30;
        let done = new Set<number>();
        const complaints: string[] = [];
        for (const [failing, part] of [...disks, [1000, 0] as const]) {
          const journal = await Journal.open(path, RESUME, { opener: failingAt(failing, part) });
          const numbers = wanted(journal, length);
          expect(numbers.filter((seq) => done.has(seq))).toEqual([]);
          expect(numbers.length + done.size).toBe(length);
          const acknowledged = new Set(done);
          try {
            for (let at = 0; at < numbers.length; at += 3) {
              const batch = numbers.slice(at, at + 3);
              await write(
                journal,
                batch.map((seq) => response(seq)),
              );
              for (const seq of batch) acknowledged.add(seq);
            }
          } catch (error) {
            complaints.push(String(error));
          }
          await journal.close();
          done = new Set(seqs(await records(path)));
          for (const seq of acknowledged) expect(done.has(seq)).toBe(true);
        }
        const wanting = complaints.filter(
          (text) => !/results-\d+\.jsonl(\.lines)? cannot be written: /.test(text),
        );
        expect(wanting).toEqual([]);
        const found = seqs(await records(path));
        expect(found.toSorted((a, b) => a - b)).toEqual(Array.from({ length }, (_, index) => index + 1));
      }),
      { numRuns: 25 },
    );
  });
});
