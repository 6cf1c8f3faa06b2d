import type { ExportFormat } from '../../report/export/export.ts';
import type { FlagGroup } from './flag.ts';
import { parseFileBeside } from './values.ts';

/** The flags of the files that a comparison is written to. */
export type ExportFlags = {
  readonly html?: string;
  readonly markdown?: string;
  readonly csv?: string;
  readonly har?: string;
  readonly trace?: string;
  readonly overwrite?: boolean;
};

/** A file that a comparison is to be written to. */
export type ExportFile = { readonly path: string; readonly format: ExportFormat };

export const EXPORT_FLAGS: FlagGroup = {
  heading: 'Files:',
  flags: [
    {
      flags: '--html <FILE>',
      help: 'write a report with charts, one HTML file that needs no network',
      parse: parseFileBeside,
    },
    {
      flags: '--markdown <FILE>',
      help: 'write verdict and table as Markdown',
      parse: parseFileBeside,
    },
    {
      flags: '--csv <FILE>',
      help: 'write a row for each round of each contender',
      parse: parseFileBeside,
    },
    {
      flags: '--har <FILE>',
      help: 'write a typical round of each contender as an HTTP archive, a page for each',
      parse: parseFileBeside,
    },
    {
      flags: '--trace <FILE>',
      help: 'write a typical round of each as trace events, for Perfetto (ui.perfetto.dev)',
      parse: parseFileBeside,
    },
    { flags: '--overwrite', help: 'replace what the files named here hold' },
  ],
};

const FORMATS = ['html', 'markdown', 'csv', 'har', 'trace'] as const satisfies readonly ExportFormat[];

/** The files that the flags name. */
export function exportFiles(
  paths: Readonly<Record<ExportFormat, string | undefined>>,
): readonly ExportFile[] {
  return FORMATS.flatMap((format): ExportFile[] => {
    const path = paths[format];
    return path === undefined ? [] : [{ path, format }];
  });
}
