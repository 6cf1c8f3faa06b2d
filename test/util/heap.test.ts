import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Heap, type HeapItem } from '../../src/util/heap.ts';

type Item = HeapItem & { order: number };

const newHeap = () => new Heap<Item>((a, b) => a.order < b.order);
const item = (order: number): Item => ({ order, heapIndex: -1 });

test('gives back what was put in, least first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (orders) => {
      const heap = newHeap();
      for (const order of orders) heap.place(item(order));
      const out: number[] = [];
      for (let next = heap.pop(); next; next = heap.pop()) out.push(next.order);
      expect(out).toEqual(orders.toSorted((a, b) => a - b));
      expect(heap.size).toBe(0);
    }),
  );
});

test('stays in order when items change and go', () => {
  const change = fc.record({ index: fc.nat(30), order: fc.integer(), remove: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 1, maxLength: 30 }),
      fc.array(change),
      (orders, changes) => {
        const heap = newHeap();
        const items = orders.map(item);
        for (const each of items) heap.place(each);
        for (const { index, order, remove } of changes) {
          const chosen = items[index % items.length];
          if (!chosen) continue;
          if (remove) heap.remove(chosen);
          else {
            chosen.order = order;
            heap.place(chosen);
          }
        }
        const expected = items.filter((each) => each.heapIndex >= 0).map((each) => each.order);
        const out: number[] = [];
        for (let next = heap.pop(); next; next = heap.pop()) out.push(next.order);
        expect(out).toEqual(expected.toSorted((a, b) => a - b));
      },
    ),
  );
});
