import { readFile } from 'node:fs/promises';
import type { OptionFacts } from '../src/options/table/option.ts';
import { OPTIONS } from '../src/options/table/table.ts';
import { rowComments } from './row-comments.ts';

export const OPTION_TYPES = new URL('../src/options/options.ts', import.meta.url);

/**
 * The file of the options' types, with a field for each row. Types that are computed of the table would show no comments
 * in editors that run TypeScript 7, and its rows in every message.
 */
export async function optionTypes(): Promise<string> {
  const comments = await rowComments();
  const fields = (rows: Readonly<Record<string, OptionFacts>>, prefix = ''): string =>
    Object.entries(rows)
      .map(
        ([key, { kind }]) =>
          `  ${comments.get(`${prefix}${key}`)?.source}\n  readonly ${key}?: ${kind.type};\n`,
      )
      .join('');
  const text = await readFile(OPTION_TYPES, 'utf8');
  return [
    { type: 'PerHost', body: fields(OPTIONS.perHost.parts ?? {}, 'perHost.') },
    { type: 'TlsOptions', body: fields(OPTIONS.tls.parts ?? {}, 'tls.') },
    { type: 'FetchOptions', body: fields(OPTIONS) },
  ].reduce((file, { type, body }) => withBody(file, type, body), text);
}

function withBody(file: string, type: string, body: string): string {
  return file.replace(
    new RegExp(`^(export type ${type} = \\{\\n)[^]*?^\\};`, 'mu'),
    (_, head) => `${head}${body}};`,
  );
}
