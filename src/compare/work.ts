import type { Outcome } from '../core/outcome.ts';

/** What came of each request of a run, as numbers. */
export class WorkDigest {
  /** Of its status, where it came from in the end and what its body was, or why it failed. */
  readonly answers: Uint32Array;
  /** Of its status, or why it failed. A page may change with each request, and what kind of answer it is does not. */
  readonly kinds: Uint32Array;

  constructor(requests: number) {
    this.answers = new Uint32Array(requests);
    this.kinds = new Uint32Array(requests);
  }

  /** @param index from 0 */
  add(index: number, outcome: Outcome): void {
    if (outcome.kind === 'failure') {
      this.kinds[index] = this.answers[index] = hash(outcome.error.code, 1);
      return;
    }
    const { finalUrl, sha256 = '', status, bytes } = outcome;
    this.kinds[index] = status;
    this.answers[index] = hash(finalUrl, hash(sha256, hash(String(status), bytes)));
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

/** A number for each request, and whether it was the same in all rounds. */
class Steady {
  #first: Uint32Array | undefined;
  /** 1 for the requests whose number was not. */
  readonly #varies: Uint8Array;

  constructor(requests: number) {
    this.#varies = new Uint8Array(requests);
  }

  add(round: Uint32Array): void {
    const first = (this.#first ??= round);
    if (first === round) return;
    for (let index = 0; index < this.#varies.length; index++) {
      if (first[index] !== round[index]) this.#varies[index] = 1;
    }
  }

  /** The number of the request in every round; undefined if it was not always the same. */
  at(index: number): number | undefined {
    return this.#varies[index] === 1 ? undefined : this.#first?.[index];
  }
}

/** What came of each request in the rounds of one contender. */
export class Work {
  readonly #answers: Steady;
  readonly #kinds: Steady;

  constructor(requests: number) {
    this.#answers = new Steady(requests);
    this.#kinds = new Steady(requests);
  }

  add(round: WorkDigest): void {
    this.#answers.add(round.answers);
    this.#kinds.add(round.kinds);
  }

  /** The number of the request's answer in every round; undefined if it was not always the same. */
  answerTo(index: number): number | undefined {
    return this.#answers.at(index);
  }

  /** The same of its status or failure alone. */
  kindOf(index: number): number | undefined {
    return this.#kinds.at(index);
  }
}

/**
 * Whether a request had the same status, or failed for the same reason, under every contender, in each of its rounds.
 * @param works of each contender
 * @param index from 0
 */
export function endsAlikeEverywhere(works: readonly Work[], index: number): boolean {
  const [first, ...others] = works.map((work) => work.kindOf(index));
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
    const digests = works.map((work) => work.answerTo(index));
    if (!digests.includes(undefined) && new Set(digests).size > 1) different.push(index);
  }
  return different;
}
