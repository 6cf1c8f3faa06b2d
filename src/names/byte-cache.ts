/** Bytes of all records together. */
const CAPACITY = 8 * 2 ** 20;
/** Places in the index: sets of a few, as in a processor's cache, so that a look-up never follows a chain. */
const SETS = 2 ** 15;
const WAYS = 8;

/** Before each record: its length in two bytes, the key's in one. */
const HEAD = 3;
const LONGEST_KEY = 255;

/**
 * Remembers small texts by short keys, both of characters below U+0100: of 80 bytes each, the last hundred thousand.
 *
 * All of it lies in two arrays of bytes. As objects, a hundred thousand entries are 16 MB that stay alive, for which V8
 * lets four times as much garbage pile up; here they are 5 MB in all. Records are written one behind the other in a ring,
 * so the oldest go first.
 */
export class ByteCache {
  readonly #ring = Buffer.alloc(CAPACITY);
  /** Where records begin, as bytes written before them; 0 for none. */
  readonly #index = new Float64Array(SETS * WAYS);
  /** Bytes written so far; the ring has the last `CAPACITY` of them. */
  #written = 1;

  get(key: string): string | undefined {
    const slot = this.#slotOf(key);
    return slot < 0 ? undefined : this.#valueAt(this.#index[slot] ?? 0);
  }

  /** Keys of more than 255 characters, and values of more than 64 KB with them, are not remembered. */
  set(key: string, value: string): void {
    const length = HEAD + key.length + value.length;
    if (key.length > LONGEST_KEY || length > 0xffff) return;
    const known = this.#slotOf(key);
    const slot = known < 0 ? this.#oldestOf(key) : known;
    this.#index[slot] = this.#append(key, value, length);
  }

  delete(key: string): void {
    const slot = this.#slotOf(key);
    if (slot >= 0) this.#index[slot] = 0;
  }

  #append(key: string, value: string, length: number): number {
    const left = CAPACITY - (this.#written % CAPACITY);
    // A record does not go around the end.
    if (length > left) this.#written += left;
    const position = this.#written;
    const start = position % CAPACITY;
    this.#ring.writeUInt16LE(length, start);
    this.#ring.writeUInt8(key.length, start + 2);
    this.#ring.write(key, start + HEAD, 'latin1');
    this.#ring.write(value, start + HEAD + key.length, 'latin1');
    this.#written += length;
    return position;
  }

  /** The place in the index that has the key; -1 if none does. */
  #slotOf(key: string): number {
    const first = firstSlot(key);
    for (let slot = first; slot < first + WAYS; slot += 1) {
      const position = this.#index[slot] ?? 0;
      if (this.#isThere(position) && this.#keyAt(position) === key) return slot;
    }
    return -1;
  }

  #oldestOf(key: string): number {
    const first = firstSlot(key);
    let oldest = first;
    for (let slot = first; slot < first + WAYS; slot += 1) {
      if ((this.#index[slot] ?? 0) < (this.#index[oldest] ?? 0)) oldest = slot;
    }
    return oldest;
  }

  /** Whether a record has not been written over. */
  #isThere(position: number): boolean {
    return position > 0 && position + CAPACITY >= this.#written;
  }

  #keyAt(position: number): string {
    const start = position % CAPACITY;
    return this.#ring.toString('latin1', start + HEAD, start + HEAD + this.#ring.readUInt8(start + 2));
  }

  #valueAt(position: number): string {
    const start = position % CAPACITY;
    const from = start + HEAD + this.#ring.readUInt8(start + 2);
    return this.#ring.toString('latin1', from, start + this.#ring.readUInt16LE(start));
  }
}

/** Of the set that a key belongs to, by its FNV-1a hash. */
function firstSlot(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  // The low bits alone would be those of the last characters, which many names share.
  return ((hash ^ (hash >>> 15)) & (SETS - 1)) * WAYS;
}
