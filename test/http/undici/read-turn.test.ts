import { expect, onTestFinished, test, vi } from 'vitest';
import { mayRead, type TurnReader } from '../../../src/http/undici/read-turn.ts';

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

function reader(told: string[], name: string): TurnReader {
  return { turn: 0, isHeld: false, readOn: () => void told.push(name) };
}

test('when a turn has lasted for long, each reader reads once more, and is told when its turn has come again', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const told: string[] = [];
  const [greedy, other] = [reader(told, 'greedy'), reader(told, 'other')];
  await nextTurn();
  expect([mayRead(greedy), mayRead(greedy), mayRead(greedy)]).toEqual([true, true, true]);
  vi.advanceTimersByTime(11);
  expect([mayRead(greedy), mayRead(greedy)]).toEqual([false, false]);
  // What has not read in this turn has something small as a rule, and its end might come at once.
  expect([mayRead(other), mayRead(other)]).toEqual([true, false]);
  expect(told).toEqual([]);
  await nextTurn();
  expect(told).toEqual(['greedy', 'other']);
  expect([mayRead(greedy), mayRead(greedy)]).toEqual([true, true]);
  await nextTurn();
  expect(told).toHaveLength(2);
});
