import { expect, test } from 'vitest';
import type { NameAnswer } from '../../../src/core/names.ts';
import { NamesOverPort } from '../../../src/strategies/threads/names-over-port.ts';

const FOUND: NameAnswer = { ok: true, addresses: [{ address: '192.0.2.1', family: 4 }] };

/** Names of a thread, what it has asked the main thread for, and what those who wait were told. */
function setUp() {
  const needed: string[] = [];
  const told: string[] = [];
  const names = new NamesOverPort((host) => needed.push(host));
  const lookUp = (host: string, who: string) =>
    names.lookUp(host, {
      onAsked: () => told.push(`${who} asked`),
      onAnswer: (answer) => told.push(`${who} ${answer.ok ? 'found' : answer.fault.kind}`),
    });
  return { needed, told, names, lookUp };
}

test('a name is needed once for all who wait, who hear when it is asked for and answered', () => {
  const { needed, told, names, lookUp } = setUp();
  expect(lookUp('a.example', 'one')).toBe('queued');
  expect(lookUp('a.example', 'two')).toBe('queued');
  names.asked('a.example');
  expect(lookUp('a.example', 'three')).toBe('asked');
  names.answered('a.example', FOUND);
  expect(needed).toEqual(['a.example']);
  expect(told).toEqual(['one asked', 'two asked', 'one found', 'two found', 'three found']);
});

test('what the main thread knows is answered without being asked for, and not remembered here', () => {
  const { needed, told, names, lookUp } = setUp();
  lookUp('a.example', 'one');
  names.answered('a.example', FOUND);
  lookUp('a.example', 'two');
  expect(told).toEqual(['one found']);
  expect(needed).toEqual(['a.example', 'a.example']);
});

test('what comes for a name that nobody waits for is passed over', () => {
  const { told, names } = setUp();
  names.asked('a.example');
  names.answered('a.example', FOUND);
  expect(told).toEqual([]);
});
