import { expect, test } from 'vitest';
import type { NameAnswer, NameFault } from '../../src/core/names.ts';
import { NameMemory } from '../../src/names/name-memory.ts';

const FOUND: NameAnswer = {
  ok: true,
  addresses: [
    { address: '2001:db8::1', family: 6 },
    { address: '192.0.2.1', family: 4 },
  ],
};

function fault(kind: NameFault['kind']): NameAnswer {
  return { ok: false, fault: { kind, reason: 'any' } };
}

/** A memory, and how long it keeps what it is told, in whole seconds. */
function lifetime(answer: NameAnswer, ttl?: number): number {
  let now = 1_000_000;
  const memory = new NameMemory(() => now);
  memory.remember('a.example', answer, ttl);
  let seconds = 0;
  while (memory.get('a.example')) {
    seconds += 1;
    now += 1000;
  }
  return seconds;
}

test('an answer comes out as it went in', () => {
  const memory = new NameMemory(() => 0);
  memory.remember('a.example', FOUND, 60);
  expect(memory.get('a.example')).toEqual(FOUND);
  expect(memory.get('b.example')).toBeUndefined();
});

test.each([
  [0, 5],
  [5, 5],
  [300, 300],
  [86_400, 3600],
  [undefined, 10],
])('addresses with a time to live of %s s are kept for %i s', (ttl, kept) => {
  expect(lifetime(FOUND, ttl)).toBe(kept);
});

test.each([
  ['not_found', 60],
  ['timeout', 30],
  ['failed', 0],
  ['no_descriptor', 0],
] as const)('%s is kept for %i s', (kind, kept) => {
  expect(lifetime(fault(kind))).toBe(kept);
});

test('silence alone is forgotten when somebody tries again', () => {
  const memory = new NameMemory(() => 0);
  memory.remember('silent.example', fault('timeout'), undefined);
  memory.remember('gone.example', fault('not_found'), undefined);
  memory.remember('here.example', FOUND, 60);
  for (const host of ['silent.example', 'gone.example', 'here.example', 'other.example']) {
    memory.forgetSilence(host);
  }
  expect(memory.get('silent.example')).toBeUndefined();
  expect(memory.get('gone.example')).toEqual(fault('not_found'));
  expect(memory.get('here.example')).toEqual(FOUND);
});
