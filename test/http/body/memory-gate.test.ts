import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemoryGate, MemoryTicket } from '../../../src/http/body/memory-gate.ts';

/** A ticket that notes in `told` when it is let in. */
function ticket(name: number, told: number[] = []): MemoryTicket {
  return new MemoryTicket(() => told.push(name));
}

describe('the memory gate', () => {
  test('lets in at once whom there is room for, and the others in their order', async () => {
    const gate = new MemoryGate(10);
    const told: number[] = [];
    const [one, two, three, four] = [ticket(1, told), ticket(2, told), ticket(3, told), ticket(4, told)];
    expect([gate.enter(one, 6), gate.enter(two, 6), gate.enter(three, 4), gate.enter(four, 1)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    gate.leave(one);
    expect(told).toEqual([]);
    await Promise.resolve();
    expect(told).toEqual([2, 3]);
    gate.leave(three);
    await Promise.resolve();
    expect(told).toEqual([2, 3, 4]);
  });

  test('forgets who gives up, and does not mind who leaves twice or never came', async () => {
    const gate = new MemoryGate(10);
    const told: number[] = [];
    const [one, two, three] = [ticket(1), ticket(2, told), ticket(3, told)];
    gate.enter(one, 10);
    gate.enter(two, 10);
    gate.enter(three, 10);
    gate.leave(two);
    gate.leave(ticket(4));
    gate.leave(one);
    gate.leave(one);
    await Promise.resolve();
    expect(told).toEqual([3]);
    expect(gate.enter(ticket(5), 1)).toBe(false);
  });

  test('takes a need beyond the budget for the whole of it', () => {
    const gate = new MemoryGate(10);
    expect(gate.enter(ticket(1), 50)).toBe(true);
    expect(gate.enter(ticket(2), 1)).toBe(false);
  });

  test('never has more in use than its budget, and keeps nobody waiting who fits and is next', async () => {
    const moves = fc.array(fc.record({ enters: fc.boolean(), bytes: fc.integer({ min: 1, max: 12 }) }));
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        const gate = new MemoryGate(10);
        const inside: MemoryTicket[] = [];
        const waiting: MemoryTicket[] = [];
        const used = () => inside.reduce((sum, { bytes }) => sum + bytes, 0);
        for (const { enters, bytes } of list) {
          if (enters) {
            const one = new MemoryTicket(() => inside.push(...waiting.splice(0, 1)));
            (gate.enter(one, bytes) ? inside : waiting).push(one);
          } else {
            const [left] = inside.splice(bytes % Math.max(1, inside.length), 1);
            if (left) gate.leave(left);
            await Promise.resolve();
          }
          expect(used()).toBeLessThanOrEqual(10);
          const [next] = waiting;
          expect(used() + (next?.bytes ?? Infinity)).toBeGreaterThan(10);
          expect([...inside, ...waiting].map(({ isGranted }) => isGranted)).toEqual([
            ...inside.map(() => true),
            ...waiting.map(() => false),
          ]);
        }
      }),
    );
  });
});
