import { UsageError } from '../../core/errors.ts';
import { lockFile, writtenElsewhere } from '../../files/file-lock.ts';
import type { Lock } from '../../files/lock.ts';
import type { OutputFile } from '../../output/output-file.ts';
import type { ResultsFileOptions } from '../../files/results-file.ts';
import { closeFiles, openFiles, type OpenFile } from './open-files.ts';
import { fileSink, type OnUnwritable, type Sink } from './sink.ts';

/**
 * Opens the files that outcomes go to, each of them for this run alone. Nothing that one of them holds is touched before
 * all can be used.
 * @param options `outputs` are files that are written otherwise
 * @throws {UsageError} naming the first one that cannot be used
 */
export async function openOutputs(
  files: readonly OutputFile[],
  options: ResultsFileOptions,
  onUnwritable: OnUnwritable,
): Promise<readonly Sink[]> {
  const open = await openFiles(files, options);
  const locks = await lockAll(open);
  return Promise.all(
    open.map(async ({ file, handle }, index) =>
      releasing(await fileSink(file, handle, onUnwritable), locks[index]),
    ),
  );
}

/**
 * Finds out what `openOutputs` would say, for where something else is to be replaced before.
 * @throws {UsageError} as `openOutputs` does
 */
export async function checkOutputs(files: readonly OutputFile[], options: ResultsFileOptions): Promise<void> {
  const open = await openFiles(files, options);
  const locks = await lockAll(open);
  await closeFiles(open);
  await releaseAll(locks);
}

/** In the order of the files; a device is everybody's. */
async function lockAll(open: readonly OpenFile<OutputFile>[]): Promise<readonly (Lock | undefined)[]> {
  const locks: (Lock | undefined)[] = [];
  try {
    for (const { file, handle } of open) {
      const isFile = (await handle.stat()).isFile();
      const lock = isFile ? await lockFile(file.path) : undefined;
      if (isFile && !lock) throw new UsageError(writtenElsewhere(file.path));
      locks.push(lock);
    }
    return locks;
  } catch (error) {
    await closeFiles(open);
    await releaseAll(locks);
    throw error;
  }
}

async function releaseAll(locks: readonly (Lock | undefined)[]): Promise<void> {
  await Promise.all(locks.map(async (lock) => lock?.release()));
}

function releasing(sink: Sink, lock: Lock | undefined): Sink {
  return {
    write: (outcome) => sink.write(outcome),
    end: async () => {
      await sink.end();
      await lock?.release();
    },
  };
}
