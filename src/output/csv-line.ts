import type { Outcome, Timings } from '../core/outcome.ts';
import { csvNumber, csvQuoted, csvText } from './csv-cell.ts';
import { jsonNumber, jsonValue } from './json-text.ts';

type Column = { readonly name: string; readonly cell: (outcome: Outcome) => string };

/** The columns, in order. What an outcome does not have leaves its cell empty; times are milliseconds. */
const COLUMNS: readonly Column[] = [
  { name: 'seq', cell: ({ seq }) => jsonNumber(seq) },
  // The name of the standard input is ours, and no formula.
  { name: 'source', cell: ({ source }) => (source === '-' ? source : csvText(source)) },
  { name: 'line', cell: ({ line }) => csvNumber(line) },
  { name: 'url', cell: ({ url }) => csvText(url) },
  { name: 'kind', cell: ({ kind }) => kind },
  { name: 'status', cell: (outcome) => (outcome.kind === 'response' ? jsonNumber(outcome.status) : '') },
  { name: 'error', cell: (outcome) => (outcome.kind === 'failure' ? outcome.error.code : '') },
  { name: 'message', cell: (outcome) => (outcome.kind === 'failure' ? csvText(outcome.error.message) : '') },
  { name: 'finalUrl', cell: (outcome) => (outcome.kind === 'response' ? csvText(outcome.finalUrl) : '') },
  /** How many were followed, and the status of each: a move that is permanent, or one that is not. */
  { name: 'redirects', cell: ({ redirects }) => jsonNumber(redirects?.length ?? 0) },
  { name: 'redirectStatuses', cell: redirectStatuses },
  { name: 'method', cell: ({ method }) => csvText(method) },
  { name: 'attempts', cell: ({ attempts }) => jsonNumber(attempts) },
  /** How each attempt ended, where that is told: a status or a failure code. */
  {
    name: 'tries',
    cell: ({ tries }) => (tries ? tries.map(({ status, code }) => status ?? code).join(' ') : ''),
  },
  { name: 'insecure', cell: ({ insecure }) => (insecure ? 'true' : '') },
  { name: 'notTried', cell: (outcome) => (outcome.kind === 'failure' && outcome.notTried ? 'true' : '') },
  {
    name: 'contentType',
    cell: (outcome) => (outcome.kind === 'response' ? csvText(outcome.contentType) : ''),
  },
  { name: 'bytes', cell: (outcome) => (outcome.kind === 'response' ? jsonNumber(outcome.bytes) : '') },
  {
    name: 'transferred',
    cell: (outcome) => (outcome.kind === 'response' ? csvNumber(outcome.transferred) : ''),
  },
  {
    name: 'contentEncoding',
    cell: (outcome) => (outcome.kind === 'response' ? csvText(outcome.contentEncoding) : ''),
  },
  { name: 'file', cell: (outcome) => (outcome.kind === 'response' ? csvText(outcome.file) : '') },
  { name: 'sha256', cell: (outcome) => (outcome.kind === 'response' ? csvText(outcome.sha256) : '') },
  { name: 'startedAt', cell: ({ startedAt }) => csvText(startedAt) },
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
  { name: 'remoteAddress', cell: ({ remoteAddress }) => csvText(remoteAddress) },
  {
    name: 'httpVersion',
    cell: (outcome) => (outcome.kind === 'response' ? csvText(outcome.httpVersion) : ''),
  },
  { name: 'thread', cell: ({ thread }) => csvNumber(thread) },
  { name: 'slot', cell: ({ slot }) => csvNumber(slot) },
  { name: 'meta', cell: ({ meta }) => (meta === undefined ? '' : csvQuoted(jsonValue(meta) ?? '')) },
  { name: 'location', cell: (outcome) => (outcome.kind === 'response' ? csvText(outcome.location) : '') },
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

function phase(name: keyof Timings): Column {
  return { name, cell: ({ timings }) => csvNumber(timings?.[name]) };
}

function redirectStatuses({ redirects }: Outcome): string {
  return redirects ? redirects.map(({ status }) => jsonNumber(status)).join(' ') : '';
}
