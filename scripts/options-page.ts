import { flatRows, type NamedRow } from '../src/options/table/flat-rows.ts';
import { settingName } from '../src/options/table/setting-name.ts';
import { type RowComment, rowComments } from './row-comments.ts';

/** The reference of all options, as Markdown. */
export async function optionsPage(): Promise<string> {
  const comments = await rowComments();
  const sections = flatRows().map((row) => section(row, comments.get(row.name)));
  return `${INTRODUCTION}\n${sections.join('\n')}`;
}

const INTRODUCTION = `# Options

<!-- Made of the table in src/options/table by npm run options. -->

What \`fetchAll\` and \`gather\` take, and \`compare\` but for what it decides itself; with the flags of the command that
set it. \`perHost.rate\` means \`{ perHost: { rate: … } }\`. Durations are milliseconds and sizes are bytes; flags take them with a unit, such as \`30s\` and
\`64KiB\`. A configuration file and variables of the environment are to come, and are not read yet; the name that is kept
for each option stands behind "setting".
`;

function section({ name, row }: NamedRow, comment: RowComment | undefined): string {
  const { kind, flag, usedBy, environment } = row;
  const unit = kind.unit === undefined ? '' : `, ${kind.unit}`;
  const items = [
    `type: \`${kind.type}\`${unit}`,
    ...(comment?.default === undefined ? [] : [`default: ${comment.default}`]),
    ...(flag?.inCompare === undefined ? [] : [`default of \`compare\`: ${flag.inCompare}`]),
    ...(flag === undefined ? [] : [`flag: \`${flag.flags}\`, ${flag.help}`]),
    ...(flag === undefined ? [] : [`setting: ${settingOf(flag.flags)}`]),
    ...(environment === undefined ? [] : [`environment: ${environment}`]),
    `read by: ${usedBy.join(', ')}`,
  ];
  return `## ${name}\n\n${comment?.text ?? ''}\n\n${items.map((item) => `- ${item}\n`).join('')}`;
}

function settingOf(flags: string): string {
  const { file, environment } = settingName(flags);
  return `\`${file}\`, \`${environment}\``;
}
