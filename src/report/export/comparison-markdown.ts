import type { Comparison } from '../../compare/comparison.ts';
import { printable } from '../../util/printable.ts';
import { kneeText } from '../text/knee-text.ts';
import { legendOf } from '../text/legend.ts';
import { scopeText } from '../text/scope-text.ts';
import { columnsFor } from '../terminal/table-columns.ts';
import { verdictText } from '../text/verdict-text.ts';
import { quotedBy, warningText } from '../text/warning-text.ts';

const INTERVALS =
  "The intervals hold with 95 % for all claims together (Student's t on the logarithms, Bonferroni's correction).";

/** The comparison as GitHub Flavored Markdown: the verdict, the table with all its columns, and the doubts. */
export function* comparisonMarkdown(comparison: Comparison): Generator<string> {
  const { contenders, verdict, warnings, environment } = comparison;
  const advice = kneeText(comparison);
  yield `**${escaped(verdictText(comparison))}**\n\n`;
  if (advice !== undefined) yield `**${escaped(advice)}**\n\n`;
  yield `${escaped(scopeText(comparison))}\n\n`;
  const columns = columnsFor(contenders);
  yield row(['contender', ...columns.map(({ head }) => head.join(' ').trim())]);
  yield row([':--', ...columns.map(() => '--:')]);
  for (const contender of contenders) {
    const name = escaped(contender.name);
    const isBest = contender.name === verdict?.fastest;
    yield row([isBest ? `**${name}**` : name, ...columns.map(({ cell }) => escaped(cell(contender)))]);
  }
  yield `\n${INTERVALS}\n\n`;
  for (const { name, value } of legendOf(comparison)) yield `${escaped(name)}: ${code(value)}\n\n`;
  for (const warning of warnings) {
    yield `- ${prose(warningText(warning))}\n`;
    yield* quotation(quotedBy(warning));
  }
  if (warnings.length > 0) yield '\n';
  const { node, platform, arch, cores, load } = environment;
  const where = `Node ${node}, ${platform} ${arch}, ${cores} cores, load ${load.toFixed(2)}`;
  yield `${escaped(`${comparison.startedAt}; ${where}`)}\n`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** A sentence in which URLs are code, so that they are to be read and not links. */
function prose(text: string): string {
  const pieces = printable(text).split(/(https?:\/\/\S*[^\s),;:])/u);
  return pieces.map((piece, index) => (index % 2 === 1 ? code(piece) : escaped(piece))).join('');
}

/** Lines as they stand, as a block of code within an item of a list. */
function* quotation(lines: readonly string[]): Generator<string> {
  if (lines.length === 0) return;
  const fence = '`'.repeat(Math.max(3, longestFence(lines.join(' ')) + 1));
  yield ['', `${fence}text`, ...lines.map(printable), fence, '']
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
  yield '\n';
}

function longestFence(text: string): number {
  return (text.match(/`+/gu) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
}

/** Text as it stands, between more backticks than it has in a row. */
function code(text: string): string {
  const fence = '`'.repeat(longestFence(text) + 1);
  const space = /^`|`$/u.test(text) ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}

/** Text that says in Markdown what it says: nothing in it is markup or a cell's end. */
function escaped(text: string): string {
  return printable(text).replace(/[\\`*_~[\]<>|#&]/g, '\\$&');
}
