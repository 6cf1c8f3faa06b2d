import type { Outcome } from '../../core/outcome.ts';
import type { RunStats } from '../../core/run.ts';
import { VERSION } from '../../core/version.ts';
import { Histogram } from './histogram.ts';
import type { Metric, Sample } from './open-metrics.ts';

/** Seconds: from a page on the same machine to one that runs into the default timeout, twice. */
const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * Counts what came of a run's requests. Its labels are HTTP statuses and failure codes, so that its size does not
 * depend on the list.
 */
export class RunMetrics {
  readonly #statuses = new Map<string, number>();
  readonly #codes = new Map<string, number>();
  readonly #durations = new Histogram(DURATIONS);
  #attempts = 0;
  #retries = 0;
  #redirects = 0;
  #bytes = 0;

  add(outcome: Outcome): void {
    const redirects = outcome.redirects?.length ?? 0;
    this.#attempts += outcome.attempts;
    // Each hop had one attempt at least.
    this.#retries += Math.max(0, outcome.attempts - redirects - (outcome.startedAt === undefined ? 0 : 1));
    this.#redirects += redirects;
    if (outcome.attempts > 0) this.#durations.add(outcome.inFlight / 1000);
    if (outcome.kind === 'response') {
      this.#bytes += outcome.bytes;
      countOne(this.#statuses, `${outcome.status}`);
    } else {
      countOne(this.#codes, outcome.error.code);
    }
  }

  /** @param now seconds since the epoch */
  metrics(stats: RunStats, now: number): readonly Metric[] {
    return [
      {
        name: 'overlap_build',
        type: 'info',
        help: 'The program that made these requests.',
        samples: [{ suffix: '_info', labels: { version: VERSION }, value: 1 }],
      },
      counter('overlap_responses', 'Requests that got a response.', labelled('status', this.#statuses)),
      counter('overlap_failures', 'Requests that got none, by failure code.', labelled('code', this.#codes)),
      counter('overlap_requests_read', 'Requests read from the input.', total(stats.read)),
      counter(
        'overlap_attempts',
        'Attempts of all requests and hops that have ended.',
        total(this.#attempts),
      ),
      counter('overlap_retries', 'Attempts that were not the first at their hop.', total(this.#retries)),
      counter('overlap_redirects', 'Redirects that were followed.', total(this.#redirects)),
      {
        name: 'overlap_body_bytes',
        type: 'counter',
        unit: 'bytes',
        help: 'Bodies of the responses.',
        samples: total(this.#bytes),
      },
      {
        name: 'overlap_request_duration_seconds',
        type: 'histogram',
        unit: 'seconds',
        help: 'Time in flight of a request, all its attempts and hops together.',
        samples: this.#durations.samples(),
      },
      gauge('overlap_in_flight', 'Requests in flight.', stats.inFlight),
      gauge('overlap_in_flight_peak', 'The most requests that were in flight at once.', stats.peakInFlight),
      gauge('overlap_threads', 'Worker threads started.', stats.threads.started),
      seconds('overlap_run_duration_seconds', 'Time since the first request.', stats.wall / 1000),
      seconds('overlap_updated_timestamp_seconds', 'When this was written, since the epoch.', now),
    ];
  }
}

function counter(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, type: 'counter', help, samples };
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, type: 'gauge', help, samples: [{ suffix: '', value }] };
}

function seconds(name: string, help: string, value: number): Metric {
  return { ...gauge(name, help, value), unit: 'seconds' };
}

function total(value: number): readonly Sample[] {
  return [{ suffix: '_total', value }];
}

function labelled(label: string, counts: ReadonlyMap<string, number>): readonly Sample[] {
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ suffix: '_total', labels: { [label]: key }, value }));
}

function countOne(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
