import { constants, type Stats } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { UsageError } from '../core/errors.ts';
import { withoutUserInfo } from '../core/target.ts';

const WHAT_A_SOURCE_IS =
  'a source is a file, a URL that begins with http:// or https://, or - for the standard input';

/** Endings of files that hold lists. */
const LIST_ENDING = /\.(?:csv|gz|html?|jsonl?|list|log|lst|md|tsv|txt|urls|xml|ya?ml|zip)$/i;

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
  if (name === '') throw new UsageError(`a source is an empty text; ${WHAT_A_SOURCE_IS}`);
  if (name === '-') return { kind: 'stdin' };
  if (/^https?:\/\//i.test(name)) return { kind: 'url', url: name };
  const shown = shownName(name);
  const [, scheme] = /^([a-z][a-z0-9+.-]*:)\/\//iu.exec(name) ?? [];
  if (scheme !== undefined) {
    throw new UsageError(`${shown}: the scheme ${scheme} is neither http: nor https:`);
  }
  const stats = await readableStats(name);
  if (stats.isDirectory()) {
    throw new UsageError(`${shown} is a folder; name a file that lists one URL a line`);
  }
  if (stats.isSocket() || stats.isBlockDevice()) {
    throw new UsageError(`${shown} is neither a file nor a pipe; name a file that lists one URL a line`);
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
      unreadable(shownName(name), error instanceof Error && 'code' in error ? error.code : undefined),
    );
  }
}

function unreadable(shown: string, code: unknown): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `${shown}: no such file; ${WHAT_A_SOURCE_IS}${looksLikeHost(shown) ? `; for a URL write https://${shown}` : ''}`;
    case 'EACCES':
    case 'EPERM':
      return `${shown} may not be read: permission is denied`;
    default:
      return `${shown} cannot be read (${String(code)})`;
  }
}

/** A name that is no file's may be meant for a URL, and then it may hold a password. */
function shownName(name: string): string {
  return /:.*@/s.test(name) ? withoutUserInfo(name) : name;
}

/** `example.com`, `localhost:8080/x`, `192.0.2.1`, and not `urls.txt`. */
function looksLikeHost(name: string): boolean {
  const [, host = '', port] = /^([\p{L}\p{N}.-]+)(:[0-9]+)?(?:[/?#]|$)/u.exec(name) ?? [];
  if (port !== undefined || host === 'localhost') return host !== '';
  return /^[0-9]+(?:\.[0-9]+){3}$|[^.]\.\p{L}{2,}$/u.test(host) && !LIST_ENDING.test(host);
}
