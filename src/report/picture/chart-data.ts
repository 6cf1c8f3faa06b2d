import { printable, printableHead } from '../../util/printable.ts';
import type { ChartData, ContenderChart, FailureTable, SpeedUps, StepSeries, SweepChart } from './model.ts';
import { type RequestRow, toColumns } from './request-columns.ts';
import type { RunPicture } from './run-picture.ts';
import { scriptBytes } from './script-json.ts';
import type { Sketch } from './sketch.ts';
import { UrlIndex } from './url-index.ts';

/** Bytes of data in a page. With the script that draws it, a page then takes less than 5 MB. */
const MOST_BYTES = 4_000_000;
const MOST_URL_BYTES = 1_000_000;
const MESSAGE_LENGTH = 300;
const MOST_MESSAGES = 1000;
const MANY_OTHERS = '(one of many other messages)';

/** With few requests there is room for finer times than a tenth of a millisecond. */
const FEW_REQUESTS = 5000;

export type NamedPicture = { readonly name: string; readonly picture: RunPicture };

/** What is drawn besides the runs themselves. */
export type Figures = {
  readonly speedUps?: SpeedUps;
  readonly sweep?: SweepChart;
  readonly failures?: FailureTable;
};

/** The data of a page's charts. Where they would take too much, fewer requests are drawn. */
export function chartData(runs: readonly NamedPicture[], figures: Figures = {}): ChartData {
  for (;;) {
    const data = { ...draw(runs), ...figures };
    // The last request of a picture stays, however little room there is.
    const canThin = runs.some(({ picture }) => picture.drawn > 1);
    if (scriptBytes(data) <= MOST_BYTES || !canThin) return data;
    for (const { picture } of runs) picture.thin();
  }
}

function draw(runs: readonly NamedPicture[]): ChartData {
  const urls = new UrlIndex();
  const results = new Numbering();
  const messages = new Numbering(MOST_MESSAGES);
  messages.numberOf('');
  const requests = runs.reduce((sum, { picture }) => sum + picture.drawn, 0);
  const unit = requests <= FEW_REQUESTS ? 0.01 : 0.1;
  const toRow = (sketch: Sketch, beganAt: number): RequestRow => ({
    ...sketch,
    start: sketch.start - beganAt,
    url: urls.numberOf(sketch.url),
    result: results.numberOf(sketch.result),
    message: messages.numberOf(printableHead(sketch.message, MESSAGE_LENGTH)),
  });
  const contenders = runs.map(({ name, picture }): ContenderChart => {
    return {
      name: printable(name),
      inFlight: rounded(picture.inFlight(), unit),
      total: picture.sent,
      requests: toColumns(
        picture.sketches().map((sketch) => toRow(sketch, picture.beganAt)),
        unit,
      ),
    };
  });
  return { contenders, urls: urls.table(MOST_URL_BYTES), results: results.texts, messages: messages.texts };
}

function rounded({ times, values, averaged }: StepSeries, unit: number): StepSeries {
  const digits = unit < 0.1 ? 2 : 1;
  const round = (value: number): number => Number(value.toFixed(digits));
  return { times: times.map(round), values: values.map(round), averaged };
}

/** Gives each distinct text a number; beyond `most` of them, the last one's. */
class Numbering {
  readonly #numbers = new Map<string, number>();
  readonly #most: number;

  constructor(most = Infinity) {
    this.#most = most;
  }

  get texts(): readonly string[] {
    return [...this.#numbers.keys()];
  }

  numberOf(text: string): number {
    const kept = this.#numbers.has(text) || this.#numbers.size + 1 < this.#most ? text : MANY_OTHERS;
    const number = this.#numbers.get(kept) ?? this.#numbers.size;
    this.#numbers.set(kept, number);
    return number;
  }
}
