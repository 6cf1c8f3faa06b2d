import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RequestInput } from '../../core/request.ts';
import { requestOf } from '../../options/request-of.ts';
import { parseTarget } from '../../core/target.ts';
import { onProcessEnd } from '../runners/exit-hook.ts';

/** A file with a URL a line, for other programs to read. */
export type UrlFile = {
  readonly path: string;
  remove(): Promise<void>;
};

/**
 * Writes the URLs that can be fetched into a new temporary file, which nobody else may read: passwords in URLs stand
 * in it. It is gone when this process ends, at the latest.
 */
export async function writeUrlFile(requests: readonly RequestInput[]): Promise<UrlFile> {
  const folder = await mkdtemp(join(tmpdir(), 'overlap-'));
  const all = { recursive: true, force: true } as const;
  const forget = onProcessEnd(() => rmSync(folder, all));
  const path = join(folder, 'urls.txt');
  const urls = requests.map((request) => requestOf(request).url.trim()).filter((url) => parseTarget(url).ok);
  await writeFile(path, urls.map((url) => `${url}\n`).join(''), { mode: 0o600 });
  const remove = async (): Promise<void> => {
    await rm(folder, all);
    forget();
  };
  return { path, remove };
}
