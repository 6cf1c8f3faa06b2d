import type { Clock } from '../../util/clock.ts';
import type { RunStats } from '../../core/run.ts';
import { openMetricsText } from '../../output/metrics/open-metrics.ts';
import { type ReplacedFile, replace, replacedFile } from '../../files/replaced-file.ts';
import type { ResultsFileOptions } from '../../files/results-file.ts';
import { RunMetrics } from '../../output/metrics/run-metrics.ts';
import type { OnUnwritable, Sink } from './sink.ts';
import { unwritable } from '../stop.ts';

/** Milliseconds between two writings. */
const INTERVAL = 5000;

/** What the metrics are taken from, besides the outcomes. */
export type Measured = {
  readonly stats: () => RunStats;
  readonly clock: Clock;
};

/**
 * Finds out whether a file can take the metrics. One that holds metrics is replaced without being told to.
 * @throws {UsageError} it cannot
 */
export function metricsFile(path: string, options: ResultsFileOptions): Promise<ReplacedFile> {
  return replacedFile(path, openMetricsText([]), options);
}

/** Outcomes as metrics in a file, which is replaced every few seconds and at the end. */
export function metricsSink(
  file: ReplacedFile,
  { stats, clock }: Measured,
  onUnwritable: OnUnwritable,
): Sink {
  const metrics = new RunMetrics();
  let writing: Promise<void> | undefined;
  const write = (): Promise<void> =>
    replace(file, openMetricsText(metrics.metrics(stats(), clock() / 1000))).catch((error: unknown) =>
      onUnwritable(unwritable(file.path, error)),
    );
  const timer = setInterval(() => {
    writing ??= write().finally(() => {
      writing = undefined;
    });
  }, INTERVAL);
  timer.unref();
  return {
    write: (outcome) => {
      metrics.add(outcome);
      return undefined;
    },
    end: async () => {
      clearInterval(timer);
      await writing;
      await write();
    },
  };
}
