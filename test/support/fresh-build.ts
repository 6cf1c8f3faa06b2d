import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const inRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * Refuses to test a build that is older than its sources: some tests run what is in dist/. Called by vitest once,
 * before any test.
 * @throws Error if dist/ is missing or out of date
 */
export default function requireFreshBuild(): void {
  refuseStaleBuild(inRoot('src'), inRoot('dist/transport.cjs'));
}

/** @param built a file of the build */
export function refuseStaleBuild(sources: string, built: string): void {
  if (!existsSync(built)) throw new Error(`${built} is missing; run npm run build before the tests`);
  const builtAt = statSync(built).mtimeMs;
  for (const name of readdirSync(sources, { recursive: true, encoding: 'utf8' })) {
    const stats = statSync(join(sources, name));
    if (stats.isFile() && stats.mtimeMs > builtAt) {
      throw new Error(
        `the build in dist/ is older than ${join(sources, name)}; run npm run build before the tests`,
      );
    }
  }
}
