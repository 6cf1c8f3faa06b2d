import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Capacity } from '../../src/demo/capacity.ts';

test('never more inside than there are places, none empty while somebody waits, first come first served', () => {
  const steps = fc.array(fc.oneof(fc.constant('enter' as const), fc.nat(20)), { maxLength: 100 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), steps, (most, script) => {
      const capacity = new Capacity(most);
      const inside: number[] = [];
      const waiting: number[] = [];
      const began: number[] = [];
      const leave = new Map<number, () => void>();
      let count = 0;
      for (const step of script) {
        if (step === 'enter') {
          const guest = count++;
          waiting.push(guest);
          leave.set(
            guest,
            capacity.enter(() => began.push(guest)),
          );
        } else {
          const guest = [...leave.keys()][step];
          if (guest === undefined) continue;
          if (inside.includes(guest)) inside.splice(inside.indexOf(guest), 1);
          if (waiting.includes(guest)) waiting.splice(waiting.indexOf(guest), 1);
          leave.get(guest)?.();
          leave.delete(guest);
        }
        while (inside.length < most && waiting.length > 0) inside.push(...waiting.splice(0, 1));
        expect(new Set(began.filter((guest) => leave.has(guest)))).toEqual(new Set(inside));
        expect(began).toEqual(began.toSorted((a, b) => a - b));
      }
    }),
  );
});

test('who leaves twice gives one place back', () => {
  const capacity = new Capacity(1);
  const began: string[] = [];
  const leave = capacity.enter(() => began.push('first'));
  capacity.enter(() => began.push('second'));
  leave();
  capacity.enter(() => began.push('third'));
  leave();
  expect(began).toEqual(['first', 'second']);
});
