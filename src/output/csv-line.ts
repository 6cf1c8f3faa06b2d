import type { Outcome, Timings } from '../core/outcome.ts';
import { printable } from '../core/printable.ts';
import { jsonNumber, jsonValue } from './json-text.ts';

type Column = { readonly name: string; readonly cell: (outcome: Outcome) => string };

/** The columns, in order. What an outcome does not have leaves its cell empty; times are milliseconds. */
const COLUMNS: readonly Column[] = [
  { name: 'seq', cell: ({ seq }) => jsonNumber(seq) },
  // The name of the standard input is ours, and no formula.
  { name: 'source', cell: ({ source }) => (source === '-' ? source : text(source)) },
  { name: 'line', cell: ({ line }) => number(line) },
  { name: 'url', cell: ({ url }) => text(url) },
  { name: 'kind', cell: ({ kind }) => kind },
  { name: 'status', cell: (outcome) => (outcome.kind === 'response' ? jsonNumber(outcome.status) : '') },
  { name: 'error', cell: (outcome) => (outcome.kind === 'failure' ? outcome.error.code : '') },
  { name: 'message', cell: (outcome) => (outcome.kind === 'failure' ? text(outcome.error.message) : '') },
  { name: 'finalUrl', cell: (outcome) => (outcome.kind === 'response' ? text(outcome.finalUrl) : '') },
  /** How many were followed, and the status of each: a move that is permanent, or one that is not. */
  { name: 'redirects', cell: ({ redirects }) => jsonNumber(redirects?.length ?? 0) },
  { name: 'redirectStatuses', cell: redirectStatuses },
  { name: 'method', cell: ({ method }) => text(method) },
  { name: 'attempts', cell: ({ attempts }) => jsonNumber(attempts) },
  /** How each attempt ended, where that is told: a status or a failure code. */
  {
    name: 'tries',
    cell: ({ tries }) => (tries ? tries.map(({ status, code }) => status ?? code).join(' ') : ''),
  },
  { name: 'notTried', cell: (outcome) => (outcome.kind === 'failure' && outcome.notTried ? 'true' : '') },
  { name: 'contentType', cell: (outcome) => (outcome.kind === 'response' ? text(outcome.contentType) : '') },
  { name: 'bytes', cell: (outcome) => (outcome.kind === 'response' ? jsonNumber(outcome.bytes) : '') },
  { name: 'file', cell: (outcome) => (outcome.kind === 'response' ? text(outcome.file) : '') },
  { name: 'sha256', cell: (outcome) => (outcome.kind === 'response' ? text(outcome.sha256) : '') },
  { name: 'startedAt', cell: ({ startedAt }) => text(startedAt) },
  { name: 'elapsed', cell: ({ elapsed }) => jsonNumber(elapsed) },
  { name: 'inFlight', cell: ({ inFlight }) => jsonNumber(inFlight) },
  phase('queued'),
  phase('dns'),
  phase('connect'),
  phase('tls'),
  phase('send'),
  phase('wait'),
  phase('receive'),
  phase('total'),
  { name: 'remoteAddress', cell: ({ remoteAddress }) => text(remoteAddress) },
  { name: 'httpVersion', cell: (outcome) => (outcome.kind === 'response' ? text(outcome.httpVersion) : '') },
  { name: 'thread', cell: ({ thread }) => number(thread) },
  { name: 'slot', cell: ({ slot }) => number(slot) },
  { name: 'meta', cell: ({ meta }) => (meta === undefined ? '' : quoted(jsonValue(meta) ?? '')) },
];

/** The names of the columns, as the first line of a file. */
export const CSV_HEADER = `${COLUMNS.map(({ name }) => name).join(',')}\n`;

/**
 * An outcome as a line of CSV (RFC 4180) in UTF-8, with its newline. A line break in a cell is escaped as all that
 * is not printable, so that a record is exactly one line. It ends in LF, where the RFC has CRLF: what reads CSV
 * takes both, but to the line tools a CR would be part of the last cell.
 */
export function toCsvLine(outcome: Outcome): string {
  let line = '';
  for (const { cell } of COLUMNS) line += `${line === '' ? '' : ','}${cell(outcome)}`;
  return `${line}\n`;
}

/**
 * What makes spreadsheets take a cell for a formula (OWASP, "CSV Injection"); those of East Asian locales take the
 * full-width forms as well. TAB and CR are on that list, too, but are escaped before.
 */
const FORMULA = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** What can stand in a cell as it is, as most URLs can: printable ASCII that begins with no sign, without `"`, `,` and spaces. */
const PLAIN = /^\w[!#-+\--~]*$/;

/** Text from outside. A formula gets an apostrophe in front, which makes it text. */
function text(value: string | undefined): string {
  if (value === undefined) return '';
  if (PLAIN.test(value)) return value;
  const safe = printable(value);
  return quoted(FORMULA.test(safe) ? `'${safe}` : safe);
}

/** Between quotes where it must be, or where a reader might take white space away. */
function quoted(cell: string): string {
  return /[",]|^ | $/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function number(value: number | undefined): string {
  return value === undefined ? '' : jsonNumber(value);
}

function phase(name: keyof Timings): Column {
  return { name, cell: ({ timings }) => number(timings?.[name]) };
}

function redirectStatuses({ redirects }: Outcome): string {
  return redirects ? redirects.map(({ status }) => jsonNumber(status)).join(' ') : '';
}
