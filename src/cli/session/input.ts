import { fstatSync } from 'node:fs';
import { UsageError } from '../../core/errors.ts';
import { checkFurtherLists } from '../../input/further-lists.ts';
import { type Admits, RequestReader } from '../../input/request-reader.ts';
import { checkSources, type Source } from '../../input/source.ts';
import type { Io } from '../io.ts';

/** Where the requests of a command line come from. */
export type Input = {
  /** Reads the requests; a second time only if `isLasting`. */
  readonly read: (admits?: Admits) => RequestReader;
  /** Whether the lists can be read more than once, as files can and a pipe cannot. */
  readonly isLasting: boolean;
  /** The lists among the sources: paths of files, and the descriptor of the standard input. */
  readonly lists: readonly (string | number)[];
  /** What the sources are, in words. */
  readonly title: string;
};

/**
 * Opens what the SOURCE arguments name. Only the beginnings of lists behind the first source are read yet. Without any, the
 * standard input is meant, unless that is a terminal where nobody expects to type URLs.
 * @throws {UsageError} there is no source, or one cannot be used
 * @throws {InputError} a list behind the first source is no list
 */
export async function openInput(names: readonly string[], io: Io): Promise<Input> {
  if (names.length === 0 && io.stdin.isTTY) {
    throw new UsageError(
      'no source is given; name a file with one URL a line, a URL that begins with http:// or https://, or - ' +
        'for the standard input (see overlap --help)',
    );
  }
  const sources = await checkSources(names.length === 0 ? ['-'] : names);
  await checkFurtherLists(sources);
  const lists = sources.flatMap((source) => listOf(source, io) ?? []);
  if (lists.some((list) => typeof list === 'number' && isFolder(list))) {
    throw new UsageError('the standard input is a folder; give it a file that lists one URL a line');
  }
  const titles = sources.map((source) => (source.kind === 'file' ? source.path : 'the standard input'));
  return {
    read: (admits) => new RequestReader(sources, io.stdin, admits),
    isLasting: sources.every(isLasting),
    lists,
    title: titles.join(', '),
  };
}

/** A file without a size is a pipe. */
function isLasting(source: Source): boolean {
  return source.kind === 'url' || (source.kind === 'file' && source.size !== undefined);
}

function listOf(source: Source, { stdin }: Io): string | number | undefined {
  switch (source.kind) {
    case 'file':
      return source.path;
    case 'stdin':
      return stdin.fd;
    case 'url':
      return undefined;
  }
}

/** Node reads a folder as an empty stream, and says nothing. */
function isFolder(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isDirectory();
  } catch {
    return false;
  }
}
