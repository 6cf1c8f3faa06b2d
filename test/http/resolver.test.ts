import { describe, expect, test } from 'vitest';
import { Resolver, systemLookup, type Resolution } from '../../src/http/resolver.ts';

const ADDRESSES: Resolution = { ok: true, addresses: [{ address: '192.0.2.1', family: 4 }] };

function failing(code: string): Resolution {
  return { ok: false, error: Object.assign(new Error(code), { code }) };
}

/** A resolver whose questions are answered by hand, at a time set by hand. */
function setUp() {
  const asked: string[] = [];
  const answers: ((resolution: Resolution) => void)[] = [];
  const clock = { now: 1 };
  const resolver = new Resolver(
    (host, answer) => {
      asked.push(host);
      answers.push(answer);
    },
    () => clock.now,
  );
  return { asked, answers, clock, resolver };
}

describe('a name that several wait for', () => {
  test('is looked up once, and all are told', () => {
    const { asked, answers, resolver } = setUp();
    const told: Resolution[] = [];
    for (let waiter = 0; waiter < 3; waiter += 1) resolver.resolve('a.example', (each) => told.push(each));
    resolver.resolve('b.example', () => {});
    expect(asked).toEqual(['a.example', 'b.example']);
    answers[0]?.(ADDRESSES);
    expect(told).toEqual([ADDRESSES, ADDRESSES, ADDRESSES]);
  });

  test('is looked up again by one who asks as the others are told of a failure', () => {
    const { asked, answers, resolver } = setUp();
    resolver.resolve('a.example', () => resolver.resolve('a.example', () => {}));
    answers[0]?.(failing('EAI_AGAIN'));
    expect(asked).toEqual(['a.example', 'a.example']);
  });
});

describe('an answer', () => {
  test.each([
    ['addresses', ADDRESSES],
    ['no such name', failing('ENOTFOUND')],
  ])('is remembered for ten seconds: %s', (_name, resolution) => {
    const { answers, clock, resolver } = setUp();
    expect(resolver.known('a.example')).toBeUndefined();
    resolver.resolve('a.example', () => {});
    answers[0]?.(resolution);
    clock.now += 9999;
    expect(resolver.known('a.example')).toBe(resolution);
    clock.now += 1;
    expect(resolver.known('a.example')).toBeUndefined();
  });

  test('is not remembered where the server failed', () => {
    const { answers, resolver } = setUp();
    resolver.resolve('a.example', () => {});
    answers[0]?.(failing('EAI_AGAIN'));
    expect(resolver.known('a.example')).toBeUndefined();
  });

  test('is forgotten when a thousand others were used since', () => {
    const { answers, resolver } = setUp();
    for (let host = 0; host < 1000; host += 1) {
      resolver.resolve(`${host}.example`, () => {});
      answers[host]?.(ADDRESSES);
    }
    expect(resolver.known('0.example')).toBe(ADDRESSES);
    resolver.resolve('new.example', () => {});
    answers[1000]?.(ADDRESSES);
    expect(resolver.known('0.example')).toBe(ADDRESSES);
    expect(resolver.known('1.example')).toBeUndefined();
    expect(resolver.known('2.example')).toBe(ADDRESSES);
  });
});

test("the system's lookup knows localhost", async () => {
  const resolution = await new Promise<Resolution>((resolve) => systemLookup('localhost', resolve));
  const addresses = resolution.ok ? resolution.addresses.map(({ address }) => address) : [];
  expect(addresses).toContain('127.0.0.1');
});

test("the system's lookup reports a name that cannot be", async () => {
  const resolution = await new Promise<Resolution>((resolve) => systemLookup('no such name', resolve));
  expect(resolution.ok).toBe(false);
});
