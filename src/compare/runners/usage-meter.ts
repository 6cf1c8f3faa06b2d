/** What a run cost this process. */
export type Usage = {
  /** Milliseconds of processor time, of all threads together. */
  readonly cpu: number;
  /** Bytes that were in memory (resident set) at some look beyond those before the run; 0 if none were, or none are known. */
  readonly memoryGrowth: number;
};

/** Milliseconds between two looks at the memory, which take some ten microseconds each. */
const INTERVAL = 50;

/**
 * Measures what this process uses from one moment to another. It holds no process alive.
 *
 * How much memory there is in all tells of the runs before as well, whose memory the process keeps; so what counts is
 * how far it goes up. Whoever makes the meter before threads start has their memory in it.
 */
export class UsageMeter {
  readonly #rssBefore = residentSet() ?? Infinity;
  #cpuBefore = process.cpuUsage();
  #peakRss = 0;
  #timer: NodeJS.Timeout | undefined;

  begin(): void {
    this.#sample();
    this.#timer = setInterval(() => this.#sample(), INTERVAL).unref();
    this.#cpuBefore = process.cpuUsage();
  }

  end(): Usage {
    const { user, system } = process.cpuUsage(this.#cpuBefore);
    this.stop();
    this.#sample();
    return { cpu: (user + system) / 1000, memoryGrowth: Math.max(this.#peakRss - this.#rssBefore, 0) };
  }

  /** Looks no more; also for a run that came to nothing. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #sample(): void {
    this.#peakRss = Math.max(this.#peakRss, residentSet() ?? 0);
  }
}

/** Bytes. Undefined where the system tells by a file (Linux) and no more of them can be open now. */
function residentSet(): number | undefined {
  try {
    return process.memoryUsage.rss();
  } catch {
    return undefined;
  }
}
