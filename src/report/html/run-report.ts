import type { Outcome } from '../../core/outcome.ts';
import { formatDuration } from '../duration.ts';
import { resultsText } from '../results-text.ts';
import { Tally } from '../tally.ts';
import { counted, grouped, meanInFlight, rate, roughly } from '../wording.ts';
import { chartData } from './chart-data.ts';
import { errorsTable, HostErrors } from './host-errors.ts';
import { inFlightTable } from './in-flight-table.ts';
import { Latencies } from './latencies.ts';
import type { Fact, ReportModel, Table } from './model.ts';
import { RunPicture } from './run-picture.ts';

/** The report of one run, gathered from its outcomes one by one, in memory that does not grow with them. */
export class RunReport {
  readonly #name: string;
  readonly #tally = new Tally();
  readonly #picture = new RunPicture();
  readonly #errors = new HostErrors();
  readonly #latencies = new Latencies();

  /** @param name what the run is called, such as the name of the file that it stands in */
  constructor(name: string) {
    this.#name = name;
  }

  add(outcome: Outcome): void {
    this.#tally.add(outcome);
    this.#picture.add(outcome);
    this.#errors.add(outcome);
    if (outcome.attempts > 0) this.#latencies.add(outcome.inFlight);
  }

  finish(): ReportModel {
    const charts = chartData([{ name: this.#name, picture: this.#picture }]);
    const inFlight = this.#picture.inFlight();
    return {
      title: `Overlap: ${this.#name}`,
      verdict: this.#verdict(),
      scope: `${counted(this.#tally.finished, 'request')}: ${resultsText(this.#tally) || 'none has ended'}`,
      highlights: this.#highlights(),
      notes: [],
      contenders: this.#table(),
      inFlight: inFlightTable([{ name: this.#name, series: inFlight, wall: this.#picture.wall }]),
      errors: errorsTable([{ name: this.#name, errors: this.#errors }]),
      environment: this.#whence(),
      settings: [],
      charts,
    };
  }

  #verdict(): string {
    const { finished, failed } = this.#tally;
    if (finished === 0) return 'There is no record of a request.';
    if (failed === 0)
      return `${finished === 1 ? 'The one request' : `All ${grouped(finished)} requests`} got a response.`;
    if (failed === finished) return `None of ${counted(finished, 'request')} got a response.`;
    return `${grouped(finished - failed)} of ${counted(finished, 'request')} got a response; ${grouped(failed)} failed.`;
  }

  #highlights(): readonly Fact[] {
    const { wall, sent } = this.#picture;
    if (sent === 0) return [];
    return [
      { name: 'took', value: duration(wall) },
      { name: 'requests a second', value: rate((sent / wall) * 1000).replace('/s', '') },
      { name: 'in flight at once', value: peakText(this.#picture) },
      { name: 'in flight on average', value: this.#mean() },
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
      ['Time from the first request to the last end', duration(wall)],
      ['Most in flight at once', peakText(this.#picture)],
      ['In flight on average', this.#mean()],
      ['Median time in flight of a request', quantile(0.5)],
      ['95 % of requests took at most', quantile(0.95)],
      ['99 % of requests took at most', quantile(0.99)],
      ['Slowest request', slowest ? `${duration(slowest.inFlight)}, ${slowest.url}` : '–'],
    ];
    return {
      caption: 'The run in numbers',
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
