import { printable } from '../../util/printable.ts';
import { cutMiddle } from '../text/fit.ts';
import type { UrlTable } from './model.ts';
import { scriptBytes } from './script-json.ts';

/** Gives each distinct URL a number. */
export class UrlIndex {
  readonly #numbers = new Map<string, number>();
  readonly #originNumbers = new Map<string, number>();
  readonly #origin: number[] = [];
  readonly #rest: string[] = [];

  numberOf(url: string): number {
    const known = this.#numbers.get(url);
    if (known !== undefined) return known;
    const number = this.#rest.length;
    this.#numbers.set(url, number);
    const origin = originOf(url);
    this.#origin.push(this.#originNumber(printable(origin)));
    this.#rest.push(printable(url.slice(origin.length)));
    return number;
  }

  /** @param most bytes that the texts may take in the page; they are cut in their middle until they do */
  table(most: number): UrlTable {
    return {
      origins: cutToFit([...this.#originNumbers.keys()], most / 2),
      origin: this.#origin,
      rest: cutToFit(this.#rest, most / 2),
    };
  }

  #originNumber(origin: string): number {
    const number = this.#originNumbers.get(origin) ?? this.#originNumbers.size;
    this.#originNumbers.set(origin, number);
    return number;
  }
}

/** Scheme, host and port of a URL as a record has it; nothing for a text that is no URL. */
export function originOf(url: string): string {
  return /^https?:\/\/[^/?#]+/.exec(url)?.[0] ?? '';
}

/** Longest text that is left whole, whatever the room. */
const LONGEST = 2000;

function cutToFit(texts: readonly string[], most: number): readonly string[] {
  for (let length = LONGEST; length > 8; length = Math.floor(length / 2)) {
    const cut = texts.map((text) => cutMiddle(text, length));
    if (scriptBytes(cut) <= most) return cut;
  }
  return texts.map(() => '…');
}
