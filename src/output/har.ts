/** HAR 1.2, the HTTP Archive of browsers and proxies (http://www.softwareishard.com/blog/har-12-spec/). */
import type { Outcome } from '../core/outcome.ts';
import { VERSION } from '../core/version.ts';
import type { Composer } from './composer.ts';
import { exchangesOf } from './exchanges.ts';
import { harEntry } from './har-entry.ts';
import { jsonValue } from './json-text.ts';

/** Entries of one log that belong together. */
export type HarPage = {
  /** When the first of them began, ISO 8601. */
  readonly startedDateTime: string;
  readonly id: string;
  readonly title: string;
  readonly pageTimings: {
    /** Milliseconds until all had ended. */
    readonly onLoad: number;
  };
};

/** A log whose entries are written one by one. */
export class HarLog {
  readonly #pages: readonly HarPage[];
  #isEmpty = true;

  constructor(pages: readonly HarPage[] = []) {
    this.#pages = pages;
  }

  begin(): string {
    const creator = { name: 'overlap', version: VERSION };
    return `{"log":{"version":"1.2","creator":${jsonValue(creator)},"pages":${jsonValue(this.#pages)},"entries":[`;
  }

  /** What was exchanged for a request; a request that never went out has no entry. */
  add(outcome: Outcome, page?: string): string {
    let text = '';
    for (const exchange of exchangesOf(outcome)) {
      text += `${this.#isEmpty ? '' : ','}\n${jsonValue(harEntry(exchange, outcome, page))}`;
      this.#isEmpty = false;
    }
    return text;
  }

  end(): string {
    return '\n]}}\n';
  }
}

/** The log of a run. */
export function harComposer(): Composer {
  const log = new HarLog();
  return { begin: () => log.begin(), add: (outcome) => log.add(outcome), end: () => log.end() };
}
