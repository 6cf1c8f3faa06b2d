/**
 * The Trace Event Format of Chrome's tracing, which Perfetto opens
 * (https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU).
 */
import type { Composer } from './composer.ts';
import { jsonValue } from './json-text.ts';
import { type TraceEvent, TraceProcess } from './trace-process.ts';

/** The events of a file, one a line. */
export class TraceText {
  #isEmpty = true;

  begin(): string {
    return '{"displayTimeUnit":"ms","traceEvents":[';
  }

  add(events: Iterable<TraceEvent>): string {
    let text = '';
    for (const event of events) {
      text += `${this.#isEmpty ? '' : ','}\n${jsonValue(event)}`;
      this.#isEmpty = false;
    }
    return text;
  }

  end(): string {
    return '\n]}\n';
  }
}

/** The trace of a run. Its times are those of the clock: what began first is not known before all have ended. */
export function traceComposer(): Composer {
  const text = new TraceText();
  const run = new TraceProcess({ pid: 1, name: 'overlap fetch', zero: 0 });
  return {
    begin: () => text.begin() + text.add(run.begin()),
    add: (outcome) => text.add(run.add(outcome)),
    end: () => text.add(run.end()) + text.end(),
  };
}
