/** An item that knows its own place in the heap, so that it can be moved and removed in O(log n). */
export type HeapItem = {
  /** Index in the heap, -1 outside. Written by the heap alone. */
  heapIndex: number;
};

/** A binary min-heap. An item is in one heap at a time, at most once. */
export class Heap<T extends HeapItem> {
  readonly #items: T[] = [];
  readonly #before: (a: T, b: T) => boolean;

  /** @param before whether `a` comes out ahead of `b`; a strict order */
  constructor(before: (a: T, b: T) => boolean) {
    this.#before = before;
  }

  get size(): number {
    return this.#items.length;
  }

  peek(): T | undefined {
    return this.#items[0];
  }

  pop(): T | undefined {
    const top = this.#items[0];
    if (top) this.remove(top);
    return top;
  }

  /** Puts the item in, or back in its place after its order has changed. */
  place(item: T): void {
    if (item.heapIndex < 0) {
      item.heapIndex = this.#items.length;
      this.#items.push(item);
    }
    this.#settle(item);
  }

  /** Takes the item out; nothing happens if it is not in. */
  remove(item: T): void {
    const index = item.heapIndex;
    if (index < 0) return;
    item.heapIndex = -1;
    const last = this.#items.pop();
    if (last === undefined || last === item) return;
    this.#set(last, index);
    this.#settle(last);
  }

  #settle(item: T): void {
    if (!this.#rise(item)) this.#sink(item);
  }

  #rise(item: T): boolean {
    const start = item.heapIndex;
    let index = start;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = this.#items[parentIndex];
      if (parent === undefined || !this.#before(item, parent)) break;
      this.#set(parent, index);
      index = parentIndex;
    }
    this.#set(item, index);
    return index !== start;
  }

  #sink(item: T): void {
    let index = item.heapIndex;
    for (;;) {
      const child = this.#lesserChild(index);
      if (child === undefined || !this.#before(child, item)) break;
      const childIndex = child.heapIndex;
      this.#set(child, index);
      index = childIndex;
    }
    this.#set(item, index);
  }

  #lesserChild(index: number): T | undefined {
    const left = this.#items[2 * index + 1];
    const right = this.#items[2 * index + 2];
    return left && right && this.#before(right, left) ? right : left;
  }

  #set(item: T, index: number): void {
    this.#items[index] = item;
    item.heapIndex = index;
  }
}
