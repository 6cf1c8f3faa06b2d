/** What a run cost this process. */
export type Usage = {
  /** Milliseconds of processor time, of all threads together. */
  readonly cpu: number;
  /** The most memory at any look, in bytes (resident set). */
  readonly peakRss: number;
};

/** Milliseconds between two looks at the memory, which take some ten microseconds each. */
const INTERVAL = 50;

/** Measures what this process uses from one moment to another. It holds no process alive. */
export class UsageMeter {
  #cpuBefore = process.cpuUsage();
  #peakRss = 0;
  #timer: NodeJS.Timeout | undefined;

  begin(): void {
    this.#look();
    this.#timer = setInterval(() => this.#look(), INTERVAL).unref();
    this.#cpuBefore = process.cpuUsage();
  }

  end(): Usage {
    const { user, system } = process.cpuUsage(this.#cpuBefore);
    clearInterval(this.#timer);
    this.#look();
    return { cpu: (user + system) / 1000, peakRss: this.#peakRss };
  }

  #look(): void {
    this.#peakRss = Math.max(this.#peakRss, process.memoryUsage.rss());
  }
}
