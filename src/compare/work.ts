import type { Outcome } from '../core/outcome.ts';

/**
 * What came of each request, as a number: its status, where it came from in the end and what its body was, or why it
 * failed. Requests that were answered alike have the same number.
 */
export class WorkDigest {
  readonly #digests: Uint32Array;

  constructor(requests: number) {
    this.#digests = new Uint32Array(requests);
  }

  /** @param index from 0 */
  add(index: number, outcome: Outcome): void {
    this.#digests[index] =
      outcome.kind === 'response'
        ? hash(outcome.finalUrl, hash(outcome.sha256 ?? '', hash(String(outcome.status), outcome.bytes)))
        : hash(outcome.error.code, 1);
  }

  at(index: number): number | undefined {
    return this.#digests[index];
  }
}

/** G. Fowler, L. C. Noll and P. Vo's FNV-1a with 32 bits, over UTF-16 units. */
function hash(text: string, seed: number): number {
  let value = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** What came of each request in the rounds of one contender. */
export class Work {
  #first: WorkDigest | undefined;
  /** 1 for the requests that were not answered alike in all rounds. */
  readonly #varies: Uint8Array;

  constructor(requests: number) {
    this.#varies = new Uint8Array(requests);
  }

  add(round: WorkDigest): void {
    const first = (this.#first ??= round);
    if (first === round) return;
    for (let index = 0; index < this.#varies.length; index++) {
      if (first.at(index) !== round.at(index)) this.#varies[index] = 1;
    }
  }

  /** The number of what came of the request in every round; undefined if it was not always the same. */
  at(index: number): number | undefined {
    return this.#varies[index] === 1 ? undefined : this.#first?.at(index);
  }
}

/**
 * Whether the same came of a request under every contender, in each of its rounds.
 * @param works of each contender
 * @param index from 0
 */
export function isSameEverywhere(works: readonly Work[], index: number): boolean {
  const [first, ...others] = works.map((work) => work.at(index));
  return first !== undefined && others.every((other) => other === first);
}

/**
 * Which requests contenders were answered differently, each of them in all of its rounds. A page that changes by
 * itself is none of them.
 * @param works of each contender
 * @returns their places in the list, from 0
 */
export function differentWork(works: readonly Work[], requests: number): readonly number[] {
  const different: number[] = [];
  for (let index = 0; index < requests; index++) {
    const digests = works.map((work) => work.at(index));
    if (!digests.includes(undefined) && new Set(digests).size > 1) different.push(index);
  }
  return different;
}
