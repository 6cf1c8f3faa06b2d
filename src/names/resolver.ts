import type { NameAnswer } from '../core/names.ts';

/** Asks for the addresses of host names. It remembers nothing. */
export interface Resolver {
  /** Whether another question may be asked now. Where none may, `onRoom`, given at its making, tells when. */
  readonly hasRoom: boolean;
  /**
   * Asks for a host, which has no other question open. `onAnswer` is called once, later, unless `giveUp` comes before.
   * @param onAnswer its `ttl`, in seconds, is absent where nobody tells one
   */
  resolve(host: string, onAnswer: (answer: NameAnswer, ttl?: number) => void): void;
  /** The answer is not waited for any more. */
  giveUp(host: string): void;
  /** Gives everything up, and resolves when nothing of it remains. */
  close(): Promise<void>;
}
