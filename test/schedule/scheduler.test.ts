import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hop } from '../../src/core/hop.ts';
import { setUp } from './set-up.ts';

const seqs = (hops: readonly Hop[]) => hops.map((hop) => hop.seq);

describe('order', () => {
  test('the least seq goes first, over all origins', () => {
    const { executor, admit } = setUp(1);
    admit('http://a/1', 'http://b/2', 'http://a/3', 'http://b/4');
    for (let seq = 1; seq <= 4; seq += 1) executor.respond(seq);
    expect(seqs(executor.ran)).toEqual([1, 2, 3, 4]);
  });

  test('an origin at its cap lets the others pass', () => {
    const { executor, admit } = setUp(4, { perHost: 1 });
    admit('http://slow/1', 'http://slow/2', 'http://slow/3', 'http://fast/4', 'http://quick/5');
    expect(seqs(executor.ran)).toEqual([1, 4, 5]);
    executor.respond(4);
    executor.respond(5);
    expect(seqs(executor.ran)).toEqual([1, 4, 5]);
    executor.respond(1);
    expect(seqs(executor.ran)).toEqual([1, 4, 5, 2]);
  });

  test("a redirect's next hop goes before later requests of its origin", () => {
    const { executor, admit } = setUp(1);
    admit('http://a/1', 'http://a/2', 'http://a/3');
    executor.respond(1, { status: 302, locations: ['/next'] });
    executor.respond(1);
    expect(seqs(executor.ran)).toEqual([1, 1, 2]);
    expect(executor.ran[1]?.url).toBe('http://a/next');
  });
});

describe('redirects', () => {
  test('hold no slot, and are whole hops in the record', () => {
    const { executor, outcomes, admit } = setUp(1, { perHost: 1 });
    admit('http://a/#part', 'http://b/');
    executor.respond(1, { status: 301, locations: ['http://b/x'] });
    executor.respond(1, { status: 404 });
    expect(outcomes[0]).toMatchObject({
      kind: 'response',
      url: 'http://a/#part',
      finalUrl: 'http://b/x#part',
      status: 404,
      attempts: 2,
      inFlight: 2,
      redirects: [{ url: 'http://a/', status: 301, location: 'http://b/x', thread: 0, slot: 0 }],
    });
  });

  test.each([
    { locations: undefined, code: 'bad_redirect' },
    { locations: ['http://['], code: 'bad_redirect' },
    { locations: ['/a', '/b'], code: 'bad_redirect' },
    { locations: ['/b', '/b'], code: 'bad_redirect' },
    { locations: ['ftp://a/'], code: 'unsupported_scheme' },
    { locations: ['file:///etc/passwd'], code: 'unsupported_scheme' },
    { locations: ['https://a/'], code: 'redirect_loop' },
    { locations: ['#top'], code: 'redirect_loop' },
    { locations: ['http://a/'], code: 'bad_redirect' },
  ])('Location $locations of https://a/ ends as $code', ({ locations, code }) => {
    const { executor, outcomes, admit } = setUp(1);
    admit('https://a/');
    executor.respond(1, { status: 302, ...(locations && { locations }) });
    const outcome = outcomes[0];
    expect(outcome?.kind === 'failure' ? outcome.error.code : undefined).toBe(code);
  });

  test.each([
    ['as it is written', `/${'x'.repeat(16_400)}`],
    ['percent-encoded', `/${'\u00e9'.repeat(3000)}`],
    ['with its fragment', `/#${'x'.repeat(16_400)}`],
    ['before its dots are taken out', `/${'a/../'.repeat(3300)}`],
  ])('do not lead to a URL that is too long, %s', (_, location) => {
    const { executor, outcomes, admit } = setUp(1);
    admit('http://a/');
    executor.respond(1, { status: 302, locations: [location] });
    expect(outcomes).toMatchObject([{ kind: 'failure', error: { code: 'bad_redirect' } }]);
    expect(JSON.stringify(outcomes).length).toBeLessThan(1000);
  });

  test('lead to one of 16,384 characters; a loop of such URLs is told in short', () => {
    const { executor, outcomes, admit } = setUp(1);
    const long = `http://a/${'x'.repeat(16_384 - 'http://a/'.length)}`;
    admit('http://a/');
    executor.respond(1, { status: 302, locations: [long] });
    expect(executor.ran[1]?.url).toBe(long);
    executor.respond(1, { status: 302, locations: [long] });
    expect(outcomes).toMatchObject([{ error: { code: 'redirect_loop' } }]);
    const [outcome] = outcomes;
    expect(outcome?.kind === 'failure' && outcome.error.message.length).toBeLessThan(300);
  });

  test('user info of a Location is neither in the record nor in a message', () => {
    const { executor, outcomes, admit } = setUp(2);
    admit('http://a/', 'http://b/');
    executor.respond(1, { status: 302, locations: ['http://bob:hunter2@c/ok'] });
    executor.respond(1);
    executor.respond(2, { status: 302, locations: ['http:///bob:hunter2@x:99999/'] });
    expect(outcomes).toMatchObject([
      { kind: 'response', finalUrl: 'http://c/ok', redirects: [{ location: 'http://c/ok' }] },
      { kind: 'failure', error: { code: 'bad_redirect' } },
    ]);
    expect(JSON.stringify(outcomes)).not.toContain('hunter2');
  });

  test('to come back without the headers of one origin is no loop, to come back again is one', () => {
    const { executor, scheduler, outcomes } = setUp(1);
    scheduler.admit(1, { url: 'http://a/', headers: { 'x-own': '1' } });
    executor.respond(1, { status: 302, locations: ['http://b/'] });
    executor.respond(1, { status: 302, locations: ['http://a/'] });
    expect(executor.ran.map((hop) => hop.url)).toEqual(['http://a/', 'http://b/', 'http://a/']);
    executor.respond(1, { status: 302, locations: ['http://b/'] });
    expect(outcomes).toMatchObject([{ kind: 'failure', error: { code: 'redirect_loop' } }]);
  });

  test('a chain that comes back is a loop, one that is too long is cut', () => {
    const { executor, outcomes, admit } = setUp(2, { maxRedirects: 2 });
    admit('http://a/', 'http://b/');
    executor.respond(1, { status: 302, locations: ['/1'] });
    executor.respond(1, { status: 302, locations: ['/'] });
    executor.respond(2, { status: 302, locations: ['/1'] });
    executor.respond(2, { status: 302, locations: ['/2'] });
    executor.respond(2, { status: 302, locations: ['/3'] });
    expect(outcomes.map((outcome) => outcome.kind === 'failure' && outcome.error.code)).toEqual([
      'redirect_loop',
      'too_many_redirects',
    ]);
  });

  test('POST becomes GET after 303 and may come back to the same URL', () => {
    const { executor, scheduler, outcomes } = setUp(1);
    const headers = { 'content-type': 'text/plain', 'x-own': '1' };
    scheduler.admit(1, { url: 'http://a/', method: 'post', data: 'x', headers });
    expect(executor.ran[0]).toMatchObject({ method: 'POST', data: 'x' });
    executor.respond(1, { status: 303, locations: ['/'] });
    expect(executor.ran[1]).toEqual({
      seq: 1,
      url: 'http://a/',
      origin: 'http://a',
      method: 'GET',
      headers: ['user-agent', 'test', 'x-own', '1'],
      redirectedBy: null,
    });
    executor.respond(1);
    expect(outcomes[0]?.kind).toBe('response');
  });

  test('307 keeps method and body; to another origin only harmless headers travel, for good', () => {
    const { executor, scheduler } = setUp(1);
    const headers = { authorization: 'secret', 'x-own': '1', accept: 'text/html' };
    scheduler.admit(1, { url: 'http://u:p@a/', method: 'PUT', data: 'x', headers });
    executor.respond(1, { status: 307, locations: ['http://b/'] });
    expect(executor.ran[1]).toMatchObject({ method: 'PUT', data: 'x' });
    expect(executor.ran[1]?.headers).toEqual(['user-agent', 'test', 'accept', 'text/html']);
    executor.respond(1, { status: 307, locations: ['http://a/2'] });
    expect(executor.ran[2]?.headers).toEqual(['user-agent', 'test', 'accept', 'text/html']);
  });

  test('tell the next hop who has sent it there', () => {
    const { executor, admit } = setUp(1);
    admit('http://a/');
    executor.respond(1, { status: 302, locations: ['http://b/'], remoteAddress: '1.1.1.1:80' });
    executor.respond(1, { status: 302, locations: ['/c'], remoteAddress: '[::1]:80' });
    executor.respond(1, { status: 302, locations: ['/behind-a-proxy'] });
    const told = executor.ran.map((hop) => hop.redirectedBy);
    expect(told).toEqual([undefined, '1.1.1.1:80', '[::1]:80', null]);
  });

  test('tell the next hop the address that a proxy was asked for', () => {
    const { executor, admit } = setUp(1);
    admit('http://1.1.1.1/');
    executor.respond(1, { status: 302, locations: ['http://[2606:4700::1111]:81/'] });
    executor.respond(1, { status: 302, locations: ['/c'] });
    expect(executor.ran.map((hop) => hop.redirectedBy)).toEqual([
      undefined,
      '1.1.1.1:80',
      '[2606:4700::1111]:81',
    ]);
  });

  test('are responses when they are not to be followed', () => {
    const { executor, outcomes, admit } = setUp(1, { follow: false });
    admit('http://a/');
    executor.respond(1, { status: 301, locations: ['/x'] });
    expect(outcomes[0]).toMatchObject({ kind: 'response', status: 301, finalUrl: 'http://a/' });
  });

  test.each([300, 304])('status %i is never one', (status) => {
    const { executor, outcomes, admit } = setUp(1);
    admit('http://a/');
    executor.respond(1, { status, locations: ['/x'] });
    expect(outcomes[0]).toMatchObject({ kind: 'response', status });
  });
});

describe('requests that cannot set out', () => {
  test.each([
    ['not a url', 'invalid_url'],
    ['http://a:65536/', 'invalid_url'],
    ['http://xn--a/', 'invalid_url'],
    ['ftp://a/', 'unsupported_scheme'],
    ['javascript:alert(1)', 'unsupported_scheme'],
  ])('%s fails as %s without being sent', (url, code) => {
    const { executor, outcomes, admit } = setUp(1);
    admit(url);
    expect(outcomes).toMatchObject([{ kind: 'failure', error: { code }, attempts: 0, url }]);
    expect(executor.ran).toEqual([]);
  });

  test('secrets of a URL become a header, and are not in the record', () => {
    const { executor, outcomes, admit } = setUp(2);
    admit('http://user:p%40ss@a/x', 'http://user:secret@a:99999/');
    expect(executor.ran[0]?.headers).toContain(`Basic ${Buffer.from('user:p@ss').toString('base64')}`);
    executor.respond(1);
    expect(outcomes.map((outcome) => outcome.url)).toEqual(['http://***@a:99999/', 'http://a/x']);
    expect(JSON.stringify(outcomes)).not.toMatch(/ss@|secret/u);
  });

  test("one request's bad method or header is its own failure", () => {
    const { scheduler, outcomes } = setUp(2);
    scheduler.admit(1, { url: 'http://a/', method: 'NO GOOD' });
    scheduler.admit(2, { url: 'http://a/', headers: { 'x-a': 'b\r\nc' } });
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['failure', 'failure']);
  });
});

test('every outcome says that no certificate was checked, where none was', () => {
  const { executor, outcomes, admit } = setUp(3, { insecure: true });
  admit('https://a/', 'https://b/', 'no url');
  executor.respond(1);
  executor.fail(2);
  expect(outcomes.map((outcome) => outcome.insecure)).toEqual([true, true, true]);
});

describe('stopping', () => {
  test('cancel ends what waits and what flies, each once', () => {
    const { executor, scheduler, outcomes, admit } = setUp(2);
    admit('http://a/1', 'http://a/2', 'http://a/3', 'http://b/4');
    scheduler.cancel();
    scheduler.cancel();
    expect(new Set(outcomes.map((outcome) => outcome.seq))).toEqual(new Set([1, 2, 3, 4]));
    expect(outcomes).toHaveLength(4);
    expect(
      outcomes.every((outcome) => outcome.kind === 'failure' && outcome.error.code === 'cancelled'),
    ).toBe(true);
    expect(executor.inFlight.size).toBe(0);
  });

  test('a redirect that arrives after cancel goes nowhere', () => {
    const { executor, scheduler, outcomes, admit } = setUp(1);
    executor.cancel = () => executor.respond(1, { status: 302, locations: ['/x'] });
    admit('http://a/');
    scheduler.cancel();
    expect(outcomes).toMatchObject([{ kind: 'failure', error: { code: 'cancelled' }, attempts: 1 }]);
  });

  test('drain gives back what has not begun and lets the rest end', () => {
    const { executor, scheduler, outcomes, admit } = setUp(2);
    admit('http://a/1', 'http://b/2', 'http://a/3', 'http://b/4');
    executor.respond(1, { status: 302, locations: ['/next'] });
    expect(scheduler.drain().map((request) => request.url)).toEqual(['http://a/3', 'http://b/4']);
    executor.respond(1);
    executor.respond(2);
    expect(outcomes.map((outcome) => outcome.seq)).toEqual([1, 2]);
  });

  test('what is held back goes when it is let go', () => {
    const { executor, scheduler, admit } = setUp(3);
    scheduler.holdAbove(1);
    admit('http://a/1', 'http://a/2', 'http://b/3');
    expect(seqs(executor.ran)).toEqual([1]);
    scheduler.holdAbove(Infinity);
    scheduler.dispatch();
    expect(seqs(executor.ran)).toEqual([1, 2, 3]);
  });
});

describe('laws', () => {
  const run = fc.record({
    slots: fc.integer({ min: 1, max: 8 }),
    perHost: fc.integer({ min: 1, max: 4 }),
    hosts: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 60 }),
    // What happens to whatever is in flight at each step: which one ends, and how.
    steps: fc.infiniteStream(fc.tuple(fc.nat(1000), fc.constantFrom('ok', 'fail', 'redirect'))),
  });

  test('one outcome for each request, never above a cap, no slot free while an origin could use it', () => {
    fc.assert(
      fc.property(run, ({ slots, perHost, hosts, steps }) => {
        const { executor, outcomes, admit } = setUp(slots, { perHost });
        admit(...hosts.map((host) => `http://h${host}/`));
        /** Origin at which each unfinished request stands. */
        const whereabouts = new Map(hosts.map((host, index) => [index + 1, `http://h${host}`]));
        let turns = 0;
        for (const [pick, end] of steps) {
          const flying = [...executor.inFlight.values()];
          const origins = flying.map((hop) => hop.origin);
          const load = (origin: string) => origins.filter((each) => each === origin).length;
          expect(Math.max(0, ...origins.map(load))).toBeLessThanOrEqual(perHost);
          const waiting = [...whereabouts].filter(([seq]) => !executor.inFlight.has(seq));
          const usable = waiting.filter(([, origin]) => load(origin) < perHost);
          expect(flying.length === slots || usable.length === 0).toBe(true);
          const hop = flying[pick % flying.length];
          if (!hop) break;
          turns += 1;
          const next = `http://h${pick % 6}`;
          if (end === 'redirect' && (hop.seq + turns) % 3 !== 0) {
            executor.respond(hop.seq, { status: 302, locations: [`${next}/${turns}`] });
          } else if (end === 'ok') executor.respond(hop.seq);
          else executor.fail(hop.seq);
          const ended = outcomes.some((outcome) => outcome.seq === hop.seq);
          if (ended) whereabouts.delete(hop.seq);
          else whereabouts.set(hop.seq, next);
        }
        const ended = outcomes.map((outcome) => outcome.seq).toSorted((a, b) => a - b);
        expect(ended).toEqual(hosts.map((_, index) => index + 1));
      }),
    );
  });
});
