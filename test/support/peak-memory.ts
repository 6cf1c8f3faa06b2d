/**
 * Watches the memory of this process: the most that was resident at any look, in bytes. (What the system tells of the peak
 * would count that of the parent process, too: Linux hands it on.)
 */
export class PeakMemory {
  #bytes = 0;
  readonly #timer = setInterval(() => this.#look(), 5);

  get bytes(): number {
    this.#look();
    return this.#bytes;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    this.#bytes = Math.max(this.#bytes, process.memoryUsage.rss());
  }
}
