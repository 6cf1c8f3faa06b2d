import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_NAMES_AHEAD } from '../../support/names.ts';
import { POLICY, setUp } from '../set-up.ts';

const limited = { pace: { ...POLICY.pace, hostFailures: 3 } };

function hosts(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `http://h${index}.example/`);
}

describe('a proxy at which requests end one after another', () => {
  test.each(['proxy_error', 'proxy_refused'] as const)('is given up for the whole run: %s', (code) => {
    const { executor, outcomes, admit } = setUp(4, limited);
    admit(...hosts(8));
    for (const seq of [1, 2, 3]) executor.fail(seq, code);
    expect(outcomes).toMatchObject([
      { seq: 1, attempts: 1 },
      { seq: 2, attempts: 1 },
      { seq: 3, attempts: 1 },
      { seq: 7, attempts: 0, notTried: true, error: { code } },
      { seq: 8, attempts: 0, notTried: true, error: { code } },
    ]);
    admit('http://later.example/');
    expect(outcomes.at(-1)).toMatchObject({ seq: 9, notTried: true, error: { code } });
    for (const seq of executor.inFlight.keys()) executor.fail(seq, code);
    expect(outcomes.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('is not given up while anything else comes in between', () => {
    const { executor, outcomes, admit } = setUp(1, limited);
    admit(...hosts(9));
    for (const seq of [1, 2, 4, 5, 7, 8]) {
      executor.fail(seq, 'proxy_error');
      if (seq % 3 === 2) executor.respond(seq + 1);
    }
    expect(outcomes.map(({ attempts }) => attempts)).toEqual(Array.from({ length: 9 }, () => 1));
  });

  test('is tried again for each request before it is given up, and takes what backs off with it', () => {
    const { time, executor, outcomes, admit } = setUp(4, { ...limited, retries: 1 });
    admit(...hosts(4));
    for (const seq of [1, 2, 3, 4]) executor.fail(seq, 'proxy_error');
    expect(outcomes).toEqual([]);
    admit('http://new.example/');
    time.pass(60_000);
    for (const seq of [1, 2, 3]) executor.fail(seq, 'proxy_error');
    // The last one's first try fails when there is no second one any more.
    for (const seq of executor.inFlight.keys()) executor.fail(seq, 'proxy_error');
    expect(outcomes.toSorted((a, b) => a.seq - b.seq)).toMatchObject(
      [2, 2, 2, 2, 1].map((attempts, index) => ({ seq: index + 1, attempts })),
    );
  });

  test('is asked again once it lets a request through that was under way', () => {
    const { executor, outcomes, admit } = setUp(4, limited);
    admit(...hosts(4));
    for (const seq of [1, 2, 3]) executor.fail(seq, 'proxy_error');
    executor.respond(4);
    admit('http://later.example/');
    executor.respond(5);
    expect(outcomes.at(-1)).toMatchObject({ seq: 5, kind: 'response' });
  });

  test('ends no request that goes another way, and is given up although those go well', () => {
    const proxyOf = (origin: string) => /^http:\/\/(?:one|two)/u.exec(origin)?.[0];
    const { executor, outcomes, admit } = setUp(1, limited, NO_NAMES_AHEAD, proxyOf);
    const lists = [1, 2, 3, 4].map((n) => [`http://one${n}.example/`, `http://direct${n}.example/`]);
    admit(...lists.flat(), 'http://two.example/', 'http://direct.example/');
    const codes = new Map<number, 'proxy_error'>([1, 3, 5].map((seq) => [seq, 'proxy_error']));
    for (let [seq] = executor.inFlight.keys(); seq !== undefined; [seq] = executor.inFlight.keys()) {
      const code = codes.get(seq);
      if (code) executor.fail(seq, code);
      else executor.respond(seq);
    }
    admit('http://one5.example/', 'http://two.example/');
    executor.respond(12);
    const ended = outcomes.toSorted((a, b) => a.seq - b.seq).map((each) => each.kind === 'failure');
    expect(ended.flatMap((isFailure, index) => (isFailure ? [index + 1] : []))).toEqual([1, 3, 5, 7, 11]);
  });

  test('never loses a request, whatever comes', () => {
    const end = fc.constantFrom('ok', 'cancelled', 'proxy_error', 'proxy_refused');
    fc.assert(
      fc.property(fc.array(end, { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (ends, slots) => {
        const { time, executor, outcomes, admit } = setUp(slots, { ...limited, retries: 1 });
        admit(...hosts(20));
        for (let step = 0; executor.inFlight.size > 0 || time.ringsAt < Infinity; step += 1) {
          const [seq] = executor.inFlight.keys();
          const what = ends[step % Math.max(1, ends.length)] ?? 'ok';
          if (seq === undefined) time.pass(time.ringsAt - time.now);
          else if (what === 'ok') executor.respond(seq);
          else executor.fail(seq, what);
        }
        expect(outcomes.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: 20 }, (_, index) => index + 1),
        );
      }),
    );
  });
});
