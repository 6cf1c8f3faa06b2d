import { type Column, type ColumnName, DIFFERENCES, PHASES, type RequestColumns } from './model.ts';

/** One request as numbers; times in milliseconds. */
export type RequestRow = Readonly<Record<ColumnName, number>>;

const TIMES: ReadonlySet<ColumnName> = new Set(['start', 'waited', ...PHASES]);

/** A column is written without its zeros if they are more than this share of it. */
const MOSTLY = 0.7;

/**
 * @param rows in the order in which they are to stand
 * @param unit milliseconds that times are rounded to
 */
export function toColumns(rows: readonly RequestRow[], unit: number): RequestColumns {
  const column = (name: ColumnName): Column => {
    const scale = TIMES.has(name) ? unit : 1;
    const values = rows.map((row) => Math.round(row[name] / scale));
    if (values.every((value) => value === values[0])) return values[0] ?? 0;
    return withoutZeros(DIFFERENCES.has(name) ? differences(values) : values);
  };
  return { count: rows.length, unit, columns: byName(column) };
}

function withoutZeros(values: readonly number[]): Column {
  const rows = values.flatMap((value, row) => (value === 0 ? [] : [row]));
  if (rows.length > values.length * (1 - MOSTLY)) return values;
  return { rows: differences(rows), values: values.filter((value) => value !== 0) };
}

function differences(values: readonly number[]): readonly number[] {
  return values.map((value, n) => value - (values[n - 1] ?? 0));
}

/** Undoes `toColumns`: each column as its values, times in milliseconds. */
export function fromColumns({ count, unit, columns }: RequestColumns): Record<ColumnName, Float64Array> {
  return byName((name) => {
    const column = columns[name];
    const values = read(column, count);
    if (typeof column !== 'number' && DIFFERENCES.has(name)) addUp(values);
    return TIMES.has(name) ? values.map((value) => value * unit) : values;
  });
}

function read(column: Column, count: number): Float64Array {
  const values = new Float64Array(count);
  if (typeof column === 'number') return values.fill(column);
  if (!('rows' in column)) return Float64Array.from(column);
  const rows = Float64Array.from(column.rows);
  addUp(rows);
  for (const [n, row] of rows.entries()) values[row] = column.values[n] ?? 0;
  return values;
}

function addUp(values: Float64Array): void {
  let sum = 0;
  for (let n = 0; n < values.length; n++) {
    sum += values[n] ?? 0;
    values[n] = sum;
  }
}

function byName<T>(make: (name: ColumnName) => T): Record<ColumnName, T> {
  return {
    earlier: make('earlier'),
    queued: make('queued'),
    dns: make('dns'),
    connect: make('connect'),
    tls: make('tls'),
    send: make('send'),
    wait: make('wait'),
    receive: make('receive'),
    other: make('other'),
    seq: make('seq'),
    url: make('url'),
    result: make('result'),
    message: make('message'),
    start: make('start'),
    waited: make('waited'),
    thread: make('thread'),
    slot: make('slot'),
    bytes: make('bytes'),
    attempts: make('attempts'),
    redirects: make('redirects'),
  };
}
