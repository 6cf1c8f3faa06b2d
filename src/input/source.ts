import { constants, type Stats } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { UsageError } from '../core/errors.ts';
import { withoutUserInfo } from '../core/target.ts';

/** A list of requests: a file, or the standard input. */
export type ListSource =
  | {
      readonly kind: 'file';
      readonly path: string;
      /** In bytes; absent for a pipe. */
      readonly size?: number;
    }
  | { readonly kind: 'stdin' };

/** Where requests come from: a list, or a URL that was named itself. */
export type Source = ListSource | { readonly kind: 'url'; readonly url: string };

/**
 * Tells what each SOURCE is and checks that it can be read, before anything is fetched.
 * @throws {UsageError} naming the first one that cannot be used
 */
export async function checkSources(names: readonly string[]): Promise<Source[]> {
  if (names.filter((name) => name === '-').length > 1) {
    throw new UsageError('the standard input (-) can be read only once, but stands twice among the sources');
  }
  const sources: Source[] = [];
  for (const name of names) sources.push(await checkSource(name));
  return sources;
}

async function checkSource(name: string): Promise<Source> {
  if (name === '-') return { kind: 'stdin' };
  if (/^https?:\/\//i.test(name)) return { kind: 'url', url: name };
  const stats = await readableStats(name);
  if (stats.isDirectory()) {
    throw new UsageError(`${name} is a folder; name a file that lists one URL a line`);
  }
  if (stats.isSocket() || stats.isBlockDevice()) {
    throw new UsageError(`${name} is neither a file nor a pipe; name a file that lists one URL a line`);
  }
  return stats.isFile() ? { kind: 'file', path: name, size: stats.size } : { kind: 'file', path: name };
}

async function readableStats(name: string): Promise<Stats> {
  try {
    const stats = await stat(name);
    await access(name, constants.R_OK);
    return stats;
  } catch (error) {
    throw new UsageError(
      unreadable(name, error instanceof Error && 'code' in error ? error.code : undefined),
    );
  }
}

function unreadable(name: string, code: unknown): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      // It may be meant for a URL, and then it may hold a password.
      return `${/^[a-z][a-z0-9+.-]*:/i.test(name) ? withoutUserInfo(name) : name}: no such file; a source is a file, a URL that begins with http:// or https://, or - for the standard input`;
    case 'EACCES':
    case 'EPERM':
      return `${name} may not be read: permission is denied`;
    default:
      return `${name} cannot be read (${String(code)})`;
  }
}
