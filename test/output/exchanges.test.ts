import { describe, expect, test } from 'vitest';
import { exchangesOf } from '../../src/output/exchanges.ts';
import { failure, response } from './outcomes.ts';

const { startedAt, thread, slot, timings } = response;

describe('exchangesOf', () => {
  test('has the redirects before the last hop, each with its own time and place', () => {
    const [redirect, last, ...more] = exchangesOf(response);
    expect(more).toEqual([]);
    expect(redirect).toEqual({
      ...response.redirects?.[0],
      startedAt: Date.UTC(2026, 10, 22, 10),
      isLast: false,
    });
    expect(last).toEqual({
      url: 'https://b.example/x',
      startedAt: Date.UTC(2026, 10, 22, 10, 0, 0, 100),
      timings,
      thread,
      slot,
      remoteAddress: '203.0.113.7:443',
      status: 200,
      isLast: true,
    });
  });

  test('has none of a request that never went out', () => {
    expect(exchangesOf(failure)).toEqual([]);
  });

  test('has the redirects alone, if the next hop never went out', () => {
    const { redirects = [] } = response;
    expect(exchangesOf({ ...failure, redirects })).toHaveLength(1);
  });

  test.each([
    ['/y?z#f', 'https://a.example/y?z#f'],
    ['//c.example', 'https://c.example/'],
    ['http://[', 'https://nope.example/'],
  ])('a failure after a redirect to %s happened at %s', (location, url) => {
    const redirects = response.redirects?.map((hop) => ({ ...hop, location })) ?? [];
    const outcome = { ...failure, redirects, startedAt, thread, slot, timings };
    expect(exchangesOf(outcome).map((exchange) => exchange.url)).toEqual(['https://a.example/', url]);
  });
});
