import { createRequire } from 'node:module';
import type { Clock } from '../core/clock.ts';
import { isOutOfDescriptors } from '../core/descriptor-probe.ts';
import type { NameAnswer, NameOptions, Names, NameStats, NameWaiter } from '../core/names.ts';
import type * as bundle from './host-names.ts';

const NOTHING_ASKED: NameStats = { own: 0, system: 0, unanswered: 0, servers: [] };

const NO_DESCRIPTOR: NameAnswer = {
  ok: false,
  fault: { kind: 'no_descriptor', reason: 'no file can be opened' },
};

/** One CommonJS file, as the transport is. */
function loadNames(options: NameOptions, clock: Clock): bundle.HostNames {
  const require = createRequire(import.meta.url);
  const { HostNames }: typeof bundle = require('#names');
  return new HostNames(options, clock, require.resolve('#system-names'));
}

/** The names of a run. What looks them up is loaded with the first one: many a list holds addresses alone. */
export class LazyNames implements Names {
  readonly #options: NameOptions;
  readonly #clock: Clock;
  #loaded: bundle.HostNames | undefined;

  constructor(options: NameOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
  }

  get stats(): NameStats {
    return this.#loaded?.stats ?? NOTHING_ASKED;
  }

  lookUp(host: string, waiter: NameWaiter): NameAnswer | 'asked' | 'queued' {
    return this.#load()?.lookUp(host, waiter) ?? NO_DESCRIPTOR;
  }

  /** See `NamesAhead`. */
  lookUpAhead(host: string, onEnd: () => void): boolean {
    return this.#load()?.lookUpAhead(host, onEnd) ?? false;
  }

  forgetSilence(host: string): void {
    this.#loaded?.forgetSilence(host);
  }

  async prestart(): Promise<void> {
    await this.#load()?.prestart();
  }

  async close(): Promise<void> {
    await this.#loaded?.close();
  }

  /** @returns undefined if no file can be opened now */
  #load(): bundle.HostNames | undefined {
    if (this.#loaded) return this.#loaded;
    try {
      this.#loaded = loadNames(this.#options, this.#clock);
    } catch (error) {
      if (!isOutOfDescriptors(error)) throw error;
    }
    return this.#loaded;
  }
}
