import type { Comparison } from '../compare/comparison.ts';
import { printable } from '../core/printable.ts';
import { scopeText } from './scope-text.ts';
import { COLUMNS } from './table-columns.ts';
import { verdictText } from './verdict-text.ts';
import { warningText } from './warning-text.ts';

/** The comparison as GitHub Flavored Markdown: the verdict, the table with all its columns, and the doubts. */
export function* comparisonMarkdown(comparison: Comparison): Generator<string> {
  const { contenders, verdict, warnings, environment } = comparison;
  yield `**${escaped(verdictText(comparison))}**\n\n`;
  yield `${escaped(scopeText(comparison))}\n\n`;
  yield row(['contender', ...COLUMNS.map(({ head }) => head.join(' ').trim())]);
  yield row([':--', ...COLUMNS.map(() => '--:')]);
  for (const contender of contenders) {
    const name = escaped(contender.spec);
    const isBest = contender.spec === verdict?.fastest;
    yield row([isBest ? `**${name}**` : name, ...COLUMNS.map(({ cell }) => escaped(cell(contender)))]);
  }
  yield '\n';
  for (const warning of warnings) yield `- ${escaped(warningText(warning))}\n`;
  if (warnings.length > 0) yield '\n';
  const { node, platform, arch, cores, load } = environment;
  const where = `Node ${node}, ${platform} ${arch}, ${cores} cores, load ${load.toFixed(2)}`;
  yield `${escaped(`${comparison.startedAt}; ${where}`)}\n`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** Text that says in Markdown what it says: nothing in it is markup, a link or a cell's end. */
function escaped(text: string): string {
  return printable(text)
    .replace(/[\\`*_~[\]<>|#&]/g, '\\$&')
    .replaceAll('://', ':\\//');
}
