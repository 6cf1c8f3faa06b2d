/**
 * What a report page shows, as plain data that survives JSON. `comparisonReport` and `RunReport` make it, `htmlPage`
 * writes the words and tables of it, and the page's own script (src/report-page) draws its charts.
 */
export type ReportModel = {
  readonly title: string;
  /** What came of it, in one sentence. */
  readonly verdict: string;
  /** What was fetched, how often. */
  readonly scope: string;
  /** A few figures that stand beside the verdict. */
  readonly highlights: readonly Fact[];
  /** Doubts, and advice. */
  readonly notes: readonly Note[];
  readonly contenders: Table;
  /** What the contenders' names stand for, where that is something else. */
  readonly legend: readonly Fact[];
  /** Each round's times; absent where there were no rounds. */
  readonly rounds?: Table;
  /** Throughput and latency against concurrency; absent without a sweep. */
  readonly levels?: Table;
  readonly inFlight: Table;
  readonly errors: Table;
  /** The strategy that the verdict names; absent if it names none. */
  readonly best?: string;
  readonly environment: readonly Fact[];
  readonly settings: readonly Fact[];
  readonly charts: ChartData;
};

/** A sentence, and lines that it quotes. */
export type Note = { readonly text: string; readonly quoted: readonly string[] };

/** A name and what it stands for. */
export type Fact = { readonly name: string; readonly value: string };

/** Rows of text under a caption; the first cell of each row names it. */
export type Table = {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What stands in place of the table when it has no rows. */
  readonly empty: string;
};

/** What is drawn; it goes into the page as JSON, and out of it again by its download. */
export type ChartData = {
  readonly contenders: readonly ContenderChart[];
  readonly urls: UrlTable;
  /** What requests ended with: a status or a failure code. */
  readonly results: readonly string[];
  /** What was said of failures, one of a kind. */
  readonly messages: readonly string[];
  readonly speedUps?: SpeedUps;
  readonly sweep?: SweepChart;
  /** The requests of a single run that went wrong; absent if none did. */
  readonly failures?: FailureTable;
};

/** What went wrong, request by request. */
export type FailureTable = {
  /** How many there were; `rows` may be the first of them. */
  readonly count: number;
  readonly rows: readonly FailureRow[];
};

/** Number of the request, URL, status or failure code, what was said of a failure, and milliseconds in flight. */
export type FailureRow = readonly [
  seq: number,
  url: string,
  result: string,
  message: string,
  inFlight: number,
];

/** One run: that of a `fetch`, or a contender's typical one. */
export type ContenderChart = {
  readonly name: string;
  readonly inFlight: StepSeries;
  /** How many requests went out. `requests` may be an even sample of them. */
  readonly total: number;
  readonly requests: RequestColumns;
};

/** A quantity over time: `values[n]` from `times[n]` to `times[n + 1]`, in milliseconds from the start of the run. */
export type StepSeries = {
  readonly times: readonly number[];
  readonly values: readonly number[];
  /** Whether the values are means over their stretch of time, and not exact. */
  readonly averaged: boolean;
};

/** The phases of a request, in their order. `earlier` are the hops and attempts before the last one. */
export const PHASES = [
  'earlier',
  'queued',
  'dns',
  'connect',
  'tls',
  'send',
  'wait',
  'receive',
  'other',
] as const;

export type Phase = (typeof PHASES)[number];

/** What is known of each request; `waited` is the time between its attempts. */
export type ColumnName =
  | Phase
  | 'seq'
  | 'url'
  | 'result'
  | 'message'
  | 'start'
  | 'waited'
  | 'thread'
  | 'slot'
  | 'bytes'
  | 'attempts'
  | 'redirects';

/**
 * Columns whose entries are written as differences from the one before, because they grow slowly down the table and
 * small numbers make a small file.
 */
export const DIFFERENCES: ReadonlySet<ColumnName> = new Set(['seq', 'url', 'start', 'queued']);

/**
 * A column: one number for every row; a number for each; or, where most are 0, the others with the numbers of their rows,
 * each as the difference from the one before.
 */
export type Column =
  | number
  | readonly number[]
  | { readonly rows: readonly number[]; readonly values: readonly number[] };

/**
 * Requests in columns, by their first dispatch: the n-th entries of all columns are one request. Times are whole
 * multiples of `unit`.
 */
export type RequestColumns = {
  readonly count: number;
  /** Milliseconds. */
  readonly unit: number;
  readonly columns: Readonly<Record<ColumnName, Column>>;
};

/** Distinct URLs in two parts: `origins[origin[n]] + rest[n]` is the n-th. */
export type UrlTable = {
  readonly origins: readonly string[];
  readonly origin: readonly number[];
  readonly rest: readonly string[];
};

/** How many times as fast as the reference each contender was. */
export type SpeedUps = {
  readonly reference: string;
  readonly rows: readonly SpeedUpRow[];
};

export type SpeedUpRow = {
  readonly name: string;
  readonly ratio: number;
  /** The interval of the ratio at 95 % for all claims together; absent where there are too few rounds for one. */
  readonly low?: number;
  readonly high?: number;
  /** One ratio for each round. */
  readonly rounds: readonly number[];
  readonly fastest: boolean;
};

/** What more concurrency brings. */
export type SweepChart = {
  readonly points: readonly SweepPoint[];
  /** The concurrency past which more buys nothing; absent where none was found. */
  readonly knee?: number;
};

type SweepPoint = {
  readonly name: string;
  /** Requests in flight, at most. */
  readonly concurrency: number;
  /** Requests a second. */
  readonly throughput: number;
  /** Milliseconds in flight of a request: the median, and what 95 of 100 stay below. */
  readonly median: number;
  readonly p95: number;
};
