import { type DescriptorNeed, yieldsTo } from '../../core/descriptor-need.ts';

/** The threads that need file descriptors. The process has them in common, and no thread sees the others'. */
export class NeedyThreads<T> {
  readonly #needs = new Map<T, DescriptorNeed>();

  set(thread: T, need: DescriptorNeed): void {
    if (need === 'none') this.#needs.delete(thread);
    else this.#needs.set(thread, need);
  }

  /** Whether some other thread is in greater need. */
  hasNeedierThan(thread: T): boolean {
    const own = this.#needs.get(thread) ?? 'none';
    for (const need of this.#needs.values()) if (yieldsTo(own, need)) return true;
    return false;
  }
}
