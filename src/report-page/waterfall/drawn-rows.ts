import { type Phase, PHASES } from '../../report/picture/model.ts';
import type { Lanes } from './lanes.ts';
import { at, type Requests } from './requests.ts';
import type { TimeWindow } from '../charts/time-window.ts';

/** A row as it is drawn. */
export type DrawnRow = {
  /** Its requests within the window, by start. */
  readonly requests: readonly number[];
  /** For each phase of `PHASES`: the beginnings and ends of its stretches in turn, in milliseconds. */
  readonly spans: readonly (readonly number[])[];
};

export type DrawnRows = {
  readonly rows: readonly DrawnRow[];
  /** How many lanes share a row. */
  readonly lanesInRow: number;
  /** How many requests lie within the window. */
  readonly requests: number;
};

export type DrawnLimits = {
  /** Rows, at most. */
  readonly rows: number;
  /** Stretches of time that can be told apart in a row. */
  readonly cells: number;
};

/** With more requests in a row than this, its stretches are drawn cell by cell. */
const MOST_EXACT = 12;

/**
 * What of the lanes to draw: those with a request under way in the window, several in a row when there are too many. A
 * row that stands for many requests shows in each cell the phase in which they spent most time there. So there is never
 * more to draw than `limits` says, however many requests there are.
 */
export function drawnRows(
  requests: Requests,
  lanes: Lanes,
  window: TimeWindow,
  hidden: ReadonlySet<Phase>,
  limits: DrawnLimits,
): DrawnRows {
  const visible = lanesWithin(requests, lanes, window);
  const lanesInRow = Math.max(Math.ceil(visible.length / limits.rows), 1);
  const cells = new Cells(window, limits.cells);
  const rows: DrawnRow[] = [];
  let count = 0;
  for (let first = 0; first < visible.length; first += lanesInRow) {
    const members = visible.slice(first, first + lanesInRow).flat();
    count += members.length;
    const spans =
      members.length > MOST_EXACT
        ? cells.spansOf(requests, members, hidden)
        : exactSpans(requests, members, hidden);
    rows.push({ requests: members, spans });
  }
  return { rows, lanesInRow, requests: count };
}

/** The requests of each lane that are in flight within the window; lanes without any are left out. */
function lanesWithin({ columns, end }: Requests, { order, offsets }: Lanes, window: TimeWindow): number[][] {
  const visible: number[][] = [];
  for (let lane = 0; lane + 1 < offsets.length; lane++) {
    const members: number[] = [];
    for (let position = at(offsets, lane); position < at(offsets, lane + 1); position++) {
      const n = at(order, position);
      if (at(columns.start, n) <= window.to && at(end, n) >= window.from) members.push(n);
    }
    if (members.length > 0) visible.push(members);
  }
  return visible;
}

/** Calls back with each stretch of a request's time, its phase as the number in `PHASES`. */
function eachSpan(
  { columns, begin }: Requests,
  n: number,
  hidden: ReadonlySet<Phase>,
  take: (phase: number, from: number, to: number) => void,
): void {
  let from = at(begin, n);
  for (const [number, phase] of PHASES.entries()) {
    const to = from + at(columns[phase], n);
    if (to > from && !hidden.has(phase)) take(number, from, to);
    from = to;
  }
}

function exactSpans(
  requests: Requests,
  members: readonly number[],
  hidden: ReadonlySet<Phase>,
): readonly (readonly number[])[] {
  const spans: number[][] = PHASES.map(() => []);
  for (const n of members) {
    eachSpan(requests, n, hidden, (phase, from, to) => spans[phase]?.push(from, to));
  }
  return spans;
}

/** The window cut into cells of equal length. */
class Cells {
  readonly #window: TimeWindow;
  readonly #length: number;
  readonly #count: number;
  /** Milliseconds spent in each phase in each cell. */
  readonly #spent: Float64Array;

  constructor(window: TimeWindow, count: number) {
    this.#window = window;
    this.#length = (window.to - window.from) / count;
    this.#count = count;
    this.#spent = new Float64Array(count * PHASES.length);
  }

  spansOf(
    requests: Requests,
    members: readonly number[],
    hidden: ReadonlySet<Phase>,
  ): readonly (readonly number[])[] {
    this.#spent.fill(0);
    for (const n of members) {
      eachSpan(requests, n, hidden, (phase, from, to) => this.#spend(phase, from, to));
    }
    const spans: number[][] = PHASES.map(() => []);
    let current = -1;
    let since = 0;
    for (let cell = 0; cell <= this.#count; cell++) {
      const phase = cell < this.#count ? this.#busiest(cell) : -1;
      if (phase === current) continue;
      spans[current]?.push(this.#timeOf(since), this.#timeOf(cell));
      current = phase;
      since = cell;
    }
    return spans;
  }

  #spend(phase: number, from: number, to: number): void {
    const first = Math.max((from - this.#window.from) / this.#length, 0);
    const last = Math.min((to - this.#window.from) / this.#length, this.#count);
    for (let cell = Math.floor(first); cell < last; cell++) {
      const share = Math.min(last, cell + 1) - Math.max(first, cell);
      const place = cell * PHASES.length + phase;
      this.#spent[place] = at(this.#spent, place) + share;
    }
  }

  /** The phase with the most time in a cell; -1 for an empty one. */
  #busiest(cell: number): number {
    let busiest = -1;
    let most = 0;
    for (let phase = 0; phase < PHASES.length; phase++) {
      const spent = at(this.#spent, cell * PHASES.length + phase);
      if (spent > most) {
        most = spent;
        busiest = phase;
      }
    }
    return busiest;
  }

  #timeOf(cell: number): number {
    return this.#window.from + cell * this.#length;
  }
}
