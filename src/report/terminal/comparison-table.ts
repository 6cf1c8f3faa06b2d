import type { Comparison, ContenderResult } from '../../compare/comparison.ts';
import type { ComparisonWarning } from '../../compare/verdict/comparison-warning.ts';
import { alignColumns, type Cell, GAP } from './align.ts';
import { toAscii } from './ascii-glyphs.ts';
import { cellsOf } from '../text/cells.ts';
import { cutApart, pieces, wrap } from '../text/fit.ts';
import { kneeText } from '../text/knee-text.ts';
import { legendOf } from '../text/legend.ts';
import { painter } from './paint.ts';
import { scopeText } from '../text/scope-text.ts';
import { type TableColumn, columnsFor, isNothing } from './table-columns.ts';
import { verdictText } from '../text/verdict-text.ts';
import { quotedBy, warningText } from '../text/warning-text.ts';
import { usableColumns } from './width.ts';

export type TableOptions = {
  /** Width of the terminal; taken as 40 if it is less. */
  readonly columns: number;
  /** Whether to use ANSI colours. */
  readonly color: boolean;
  /** Whether to use ASCII alone. @default false */
  readonly ascii?: boolean;
  /** Shown after the median. */
  readonly extraColumn?: TableColumn;
};

/** What the names of contenders have at least, before a column is left out for them. */
const LEAST_NAME = 16;

/** The comparison as a table, followed by what its names stand for, its warnings and a sentence that says which contender to take. */
export function comparisonTable(comparison: Comparison, options: TableOptions): string {
  const columns = usableColumns(options.columns);
  const paint = painter(options.color);
  const warnings = comparison.warnings.flatMap((warning) => warningLines(warning, columns));
  const text = [
    ...wrap(scopeText(comparison), columns),
    '',
    ...alignColumns(tableOf(comparison, columns, columnsOf(comparison, options)), paint),
    '',
    ...legend(comparison, columns),
    ...warnings.map((line) => paint(line, 'yellow')),
    ...conclusion(comparison).flatMap((sentence) =>
      wrap(sentence, columns).map((line) => paint(line, 'bold')),
    ),
    '',
  ].join('\n');
  return options.ascii ? toAscii(text) : text;
}

/** What the names stand for, and a blank line behind it. */
function legend(comparison: Comparison, columns: number): readonly string[] {
  const lines = legendOf(comparison).flatMap(({ name, value }) => wrap(`${name}: ${value}`, columns, '  '));
  return lines.length === 0 ? [] : [...lines, ''];
}

const QUOTE = '  | ';

function warningLines(warning: ComparisonWarning, columns: number): readonly string[] {
  const quoted = quotedBy(warning).flatMap((line) => pieces(line, columns - QUOTE.length));
  return [...wrap(warningText(warning), columns, '  '), ...quoted.map((line) => QUOTE + line)];
}

function conclusion(comparison: Comparison): readonly string[] {
  const advice = kneeText(comparison);
  return [verdictText(comparison), ...(advice === undefined ? [] : [advice])];
}

/** All columns that there are to choose from. */
function columnsOf({ sweep, contenders }: Comparison, { extraColumn }: TableOptions): readonly TableColumn[] {
  const [median, ...others] = columnsFor(contenders).map((column) =>
    sweep ? { ...column, rank: column.rankInSweep ?? column.rank } : column,
  );
  return [...(median ? [median] : []), ...(extraColumn ? [extraColumn] : []), ...others];
}

function tableOf(
  { contenders, verdict }: Comparison,
  width: number,
  columns: readonly TableColumn[],
): readonly (readonly Cell[])[] {
  const longest = Math.max(...contenders.map(({ name }) => cellsOf(name)), 'contender'.length);
  const shown = columnsThatFit(columns, contenders, width - Math.min(longest, LEAST_NAME));
  const room = width - shown.reduce((sum, column) => sum + widthOf(column, contenders), 0);
  const head = [0, 1].map((line): Cell[] => [
    { text: line === 0 ? '' : 'contender', style: 'dim' },
    ...shown.map((column): Cell => ({ text: column.head[line] ?? '', style: 'dim' })),
  ]);
  const names = cutApart(
    contenders.map(({ name }) => name),
    room,
  );
  const rows = contenders.map((result, index): Cell[] => {
    const isBest = result.name === verdict?.fastest;
    return [styled(names[index] ?? '', isBest), ...shown.map((column) => cellOf(column, result, isBest))];
  });
  const [first, ...others] = head;
  const hasTwoLines = first?.some(({ text }) => text !== '');
  return [...(hasTwoLines ? head : others), ...rows];
}

/** Leaves out columns, the least important first, until the others have room. */
function columnsThatFit(
  columns: readonly TableColumn[],
  contenders: readonly ContenderResult[],
  room: number,
): readonly TableColumn[] {
  let shown = columns;
  const used = (): number => shown.reduce((sum, column) => sum + widthOf(column, contenders), 0);
  while (used() > room) {
    const last = Math.max(...shown.map(({ rank }) => rank));
    if (last === 0) break;
    shown = shown.filter(({ rank }) => rank < last);
  }
  return shown;
}

/** The gap before it included. */
function widthOf({ head, cell }: TableColumn, contenders: readonly ContenderResult[]): number {
  return GAP.length + Math.max(...[...head, ...contenders.map(cell)].map(cellsOf));
}

function cellOf(column: TableColumn, result: ContenderResult, isBest: boolean): Cell {
  const text = column.cell(result);
  if (column.isBad && !isNothing(text)) return { text, style: 'red' };
  return styled(text, isBest && column.rank === 0);
}

function styled(text: string, isBest: boolean): Cell {
  return isBest ? { text, style: 'green' } : { text };
}
