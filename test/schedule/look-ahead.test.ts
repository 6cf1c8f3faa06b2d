/** Names that are looked up while their requests wait. */
import { describe, expect, test } from 'vitest';
import type { NamesAhead } from '../../src/core/names.ts';
import { setUp } from './set-up.ts';

/** Names that are told when the test says so, but for those that are known from the start. */
class NamesByHand implements NamesAhead {
  readonly asked: string[] = [];
  readonly forgotten: string[] = [];
  readonly #known: Set<string>;
  readonly #waiting = new Map<string, () => void>();

  constructor(...known: string[]) {
    this.#known = new Set(known);
  }

  hostOf(origin: string): string | undefined {
    return /\d$/u.test(origin) ? undefined : new URL(origin).hostname;
  }

  lookUpAhead(host: string, onEnd: () => void): boolean {
    if (this.#known.has(host)) return false;
    this.asked.push(host);
    this.#waiting.set(host, onEnd);
    return true;
  }

  forgetSilence(host: string): void {
    this.forgotten.push(host);
  }

  tell(...hosts: string[]): void {
    for (const host of hosts) {
      this.#known.add(host);
      this.#waiting.get(host)?.();
      this.#waiting.delete(host);
    }
  }
}

function lookingAhead(slots: number, ...known: string[]) {
  const names = new NamesByHand(...known);
  const parts = setUp(slots, { looksAhead: true, retries: 1 }, names);
  const sent = () => parts.executor.ran.map(({ origin }) => new URL(origin).hostname);
  return { ...parts, names, sent };
}

const hosts = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${String.fromCodePoint(97 + index)}`);
const urls = (names: readonly string[]) => names.map((name) => `http://${name}/`);

describe('a host whose name is not known yet', () => {
  test('is asked for when its first request is admitted, once', () => {
    const { names, admit } = lookingAhead(1);
    admit('http://a/1', 'http://a/2', 'http://b/', 'http://127.0.0.1/');
    expect(names.asked).toEqual(['a', 'b']);
  });

  test('comes after those whose names are known, whatever its place in the list', () => {
    const { executor, names, admit, sent } = lookingAhead(2, 'known', 'other');
    admit('http://known/1', 'http://known/2', 'http://unknown/', 'http://other/');
    executor.respond(1);
    expect(sent()).toEqual(['known', 'known', 'other']);
    executor.respond(2);
    expect(sent()).toEqual(['known', 'known', 'other', 'unknown']);
    names.tell('unknown');
    expect(sent()).toHaveLength(4);
  });

  test('takes a free slot all the same, and waits for its name there', () => {
    const { admit, sent } = lookingAhead(4);
    admit('http://a/');
    expect(sent()).toEqual(['a']);
  });

  test('leaves a quarter of the slots to those whose names come', () => {
    const { executor, names, admit, sent } = lookingAhead(8);
    const unknown = hosts('unknown-', 20);
    admit(...urls(unknown));
    expect(sent()).toEqual(unknown.slice(0, 6));
    names.tell('unknown-t');
    expect(sent().at(-1)).toBe('unknown-t');
    expect(executor.inFlight.size).toBe(7);
    admit('http://127.0.0.1/');
    expect(executor.inFlight.size).toBe(8);
  });

  test('leaves none when all requests are there, and fit', () => {
    const { scheduler, executor, admit } = lookingAhead(8);
    admit(...urls(hosts('unknown-', 8)));
    expect(executor.inFlight.size).toBe(6);
    scheduler.hasAllRequests();
    expect(executor.inFlight.size).toBe(8);
  });

  test('gives its share back when its name comes, and when its hop ends', () => {
    const { executor, names, admit, sent } = lookingAhead(4);
    const [first = '', second = '', third = '', ...others] = hosts('unknown-', 6);
    admit(...urls([first, second, third, ...others]));
    expect(sent()).toEqual([first, second, third]);
    names.tell(first);
    expect(sent()).toHaveLength(4);
    executor.fail(2, 'dns_not_found');
    expect(sent()).toHaveLength(5);
  });

  test('is cancelled like any other, and may be told of afterwards', () => {
    const { scheduler, names, admit, outcomes } = lookingAhead(4);
    const unknown = hosts('unknown-', 6);
    admit(...urls(unknown));
    scheduler.cancel();
    names.tell(...unknown);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(unknown.map(() => 'failure'));
  });
});

test('a request that is tried again has the silence about its name forgotten, and is asked for anew', () => {
  const { time, executor, names, admit, outcomes } = lookingAhead(4);
  admit('http://a/');
  names.tell('a');
  executor.fail(1, 'dns_timeout');
  expect(names.forgotten).toEqual(['a']);
  time.pass(1000);
  executor.fail(1, 'dns_timeout');
  expect(outcomes).toHaveLength(1);
});

test('without looking ahead no name is asked for', () => {
  const names = new NamesByHand();
  const { admit, executor } = setUp(2, {}, names);
  admit('http://a/', 'http://b/', 'http://c/');
  expect(names.asked).toEqual([]);
  expect(executor.inFlight.size).toBe(2);
});
