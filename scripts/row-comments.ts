import { readdir, readFile } from 'node:fs/promises';

const TABLE = new URL('../src/options/table/', import.meta.url);

/** What stands before the names of rows that are parts of an object. */
const PREFIXES: Readonly<Record<string, string>> = { PER_HOST: 'perHost.', TLS: 'tls.' };

/** What the comment of a row says. */
export type RowComment = {
  /** As it stands in the source. */
  readonly source: string;
  readonly text: string;
  readonly default: string | undefined;
};

/** The comments of all rows, by the names of their options. */
export async function rowComments(): Promise<ReadonlyMap<string, RowComment>> {
  const comments = new Map<string, RowComment>();
  for (const file of await readdir(TABLE)) {
    const text = await readFile(new URL(file, TABLE), 'utf8');
    for (const [, table = '', rows = ''] of text.matchAll(/^export const ([A-Z_]+) = \{\n([^]*?)^\};/gmu)) {
      for (const [, source = '', key = ''] of rows.matchAll(/^ {2}(\/\*\*[^]*?\*\/)\n {2}(\w+): /gmu)) {
        comments.set(`${PREFIXES[table] ?? ''}${key}`, read(source));
      }
    }
  }
  return comments;
}

function read(source: string): RowComment {
  const text = source
    .slice('/**'.length, -'*/'.length)
    .replaceAll(/\s*\n\s*\*?\s?/gu, ' ')
    .trim();
  const [before = '', standard] = text.split(/\s*@default /u);
  return { source, text: before, default: standard };
}
