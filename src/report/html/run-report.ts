import type { Outcome } from '../../core/outcome.ts';
import { formatDuration } from '../text/duration.ts';
import { resultsText } from '../text/results-text.ts';
import { Tally } from '../text/tally.ts';
import { counted, grouped, meanInFlight, rate, roughly } from '../text/wording.ts';
import { chartData } from '../picture/chart-data.ts';
import { FailureList } from './failure-list.ts';
import { errorsTable, HostErrors } from './host-errors.ts';
import { inFlightTable } from './in-flight-table.ts';
import { Latencies } from '../picture/latencies.ts';
import type { Fact, ReportModel, Table } from '../picture/model.ts';
import { RunPicture } from '../picture/run-picture.ts';
import { WRONG_MEANS } from '../text/wrong.ts';

/** Kinds of errors that the headline names. */
const MOST_KINDS = 3;

/** The report of one run, gathered from its outcomes one by one, in memory that does not grow with them. */
export class RunReport {
  readonly #name: string;
  readonly #tally = new Tally();
  readonly #picture = new RunPicture();
  readonly #errors = new HostErrors();
  readonly #failures = new FailureList();
  readonly #latencies = new Latencies();

  /** @param name what the run is called, such as the name of the file that it stands in */
  constructor(name: string) {
    this.#name = name;
  }

  add(outcome: Outcome): void {
    this.#tally.add(outcome);
    this.#picture.add(outcome);
    this.#errors.add(outcome);
    this.#failures.add(outcome);
    if (outcome.attempts > 0) this.#latencies.add(outcome.inFlight);
  }

  finish(): ReportModel {
    const failures = this.#failures.table;
    const charts = chartData([{ name: this.#name, picture: this.#picture }], failures ? { failures } : {});
    const inFlight = this.#picture.inFlight();
    return {
      title: `Overlap: ${this.#name}`,
      verdict: this.#verdict(),
      scope: `${counted(this.#tally.finished, 'request')}: ${resultsText(this.#tally) || 'none has ended'}`,
      highlights: this.#highlights(),
      notes: [],
      legend: [],
      contenders: this.#table(),
      inFlight: inFlightTable([{ name: this.#name, series: inFlight, wall: this.#picture.wall }]),
      errors: errorsTable([{ name: this.#name, errors: this.#errors }]),
      environment: this.#whence(),
      settings: [],
      charts,
    };
  }

  #verdict(): string {
    const { finished } = this.#tally;
    if (finished === 0) return 'There is no record of a request.';
    const all = finished === 1 ? 'The one request' : `All ${grouped(finished)} requests`;
    if (this.#wrong === 0) return `${all} went well.`;
    const which =
      this.#wrong === finished ? all : `${grouped(this.#wrong)} of ${counted(finished, 'request')}`;
    return `${which} went wrong: ${this.#errors.kinds(MOST_KINDS)}.`;
  }

  /** How many requests went wrong. */
  get #wrong(): number {
    return this.#tally.failed + this.#tally.refused;
  }

  #highlights(): readonly Fact[] {
    const { wall, sent } = this.#picture;
    if (sent === 0) return [];
    return [
      ...(this.#wrong > 0 ? this.#wrongFacts() : []),
      { name: 'took', value: duration(wall) },
      { name: 'requests a second', value: rate((sent / wall) * 1000).replace('/s', '') },
      { name: 'in flight at once', value: peakText(this.#picture) },
      { name: 'in flight on average', value: this.#mean() },
    ];
  }

  #wrongFacts(): readonly Fact[] {
    const { failed, refused } = this.#tally;
    return [
      { name: 'got no response', value: grouped(failed) },
      { name: 'got a status of 400 or above', value: grouped(refused) },
    ];
  }

  #mean(): string {
    const { wall } = this.#picture;
    return wall > 0 ? meanInFlight(this.#tally.inFlight, wall) : '–';
  }

  #table(): Table {
    const { wall, sent } = this.#picture;
    const { slowest } = this.#tally;
    const quantile = (p: number): string => textOf(this.#latencies.quantile(p));
    const rows = [
      ['Went wrong', grouped(this.#wrong)],
      ['Time from the first request to the last end', duration(wall)],
      ['Most in flight at once', peakText(this.#picture)],
      ['In flight on average', this.#mean()],
      ['Time in flight: median', quantile(0.5)],
      ['Time in flight: 95 % of requests stay within', quantile(0.95)],
      ['Time in flight: 99 % of requests stay within', quantile(0.99)],
      ['Time in flight: longest', slowest ? `${duration(slowest.inFlight)}, ${slowest.url}` : '–'],
    ];
    return {
      caption: `The run in numbers. A request’s time in flight is that of all its attempts together, without queues and pauses between them; wrong is ${WRONG_MEANS}`,
      columns: ['What', 'Value'],
      rows: sent > 0 ? rows : [],
      empty: 'No request went out.',
    };
  }

  #whence(): readonly Fact[] {
    const { beganAt, sent } = this.#picture;
    const records = [
      { name: 'Records', value: this.#name },
      { name: 'Requests', value: grouped(this.#tally.finished) },
    ];
    return sent > 0
      ? [...records, { name: 'First request', value: new Date(beganAt).toISOString() }]
      : records;
  }
}

function duration(milliseconds: number): string {
  return milliseconds < 100_000 ? formatDuration(milliseconds) : roughly(milliseconds);
}

function textOf(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '–' : duration(milliseconds);
}

function peakText({ peak, meanPeak }: RunPicture): string {
  return peak === undefined ? `at least ${grouped(Math.ceil(meanPeak))}` : grouped(peak);
}
