import { mkdir, utimes } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';
import { refuseStaleBuild } from './fresh-build.ts';

const files = temporaryFolder();

async function writeAt(name: string, seconds: number): Promise<string> {
  const path = await files.write(name, '');
  await utimes(path, seconds, seconds);
  return path;
}

describe('refuseStaleBuild', () => {
  it('takes a build that is newer than every source, and no other', async () => {
    const sources = files.path('src');
    await mkdir(files.path('src/core'), { recursive: true });
    await writeAt('src/a.ts', 1000);
    const nested = await writeAt('src/core/b.ts', 2000);
    refuseStaleBuild(sources, await writeAt('new.cjs', 2001));
    const old = await writeAt('old.cjs', 1999);
    expect(() => refuseStaleBuild(sources, old)).toThrow(`older than ${nested}; run npm run build`);
    expect(() => refuseStaleBuild(sources, files.path('none.cjs'))).toThrow(/is missing; run npm run build/);
  });
});
