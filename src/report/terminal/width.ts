/** Narrower than this nothing can be laid out; a terminal that is narrower breaks the lines itself. */
const LEAST_COLUMNS = 40;

/** The columns to lay out for. */
export function usableColumns(columns: number): number {
  return Math.max(Math.floor(columns), LEAST_COLUMNS);
}
