import type { Writable } from 'node:stream';

/**
 * Resolves when the streams have taken everything that was written to them, or have failed.
 * @param most milliseconds to wait at most; without it, as long as it takes
 */
export async function flushed(streams: readonly Writable[], most?: number): Promise<void> {
  const taken = Promise.all(
    streams.map((stream) => new Promise<void>((resolve) => void stream.write('', () => resolve()))),
  );
  if (most === undefined) {
    await taken;
    return;
  }
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, most);
  });
  await Promise.race([taken, late]);
  clearTimeout(timer);
}
