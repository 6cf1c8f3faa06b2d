import { describe, expect, test } from 'vitest';
import { DecoderMemory, GatedBody } from '../../../src/http/body/body-gate.ts';
import type { BodyListener, BodySink } from '../../../src/http/body/body-sink.ts';

const MB = 1024 * 1024;

/** A sink that notes what comes. */
class Noted implements BodySink {
  bytes = 0;
  isEnded = false;

  write(chunk: Buffer): boolean {
    this.bytes += chunk.length;
    return true;
  }

  end(): boolean {
    this.isEnded = true;
    return false;
  }

  describe(): void {}

  drop(done: () => void): void {
    done();
  }
}

const LISTENER: BodyListener = { onBodyRoom() {}, onBodyStored() {}, onBodyFailed() {} };

/** A body whose decoders need so many MB, and whose place is there or not. */
function body(memory: DecoderMemory, need: number, place = { isThere: true, onThere: () => {} }) {
  const noted = new Noted();
  const isPlaced = (otherwise: () => void): boolean => {
    if (!place.isThere) place.onThere = otherwise;
    return place.isThere;
  };
  const gated = new GatedBody({ memory, need: () => need * MB, isPlaced }, LISTENER, () => noted);
  return { gated, noted, place };
}

describe('a body whose decoders need much memory', () => {
  test('asks for none before it has a place to go to, so that others with a place get it', () => {
    const memory = new DecoderMemory();
    const placeless = body(memory, 16, { isThere: false, onThere: () => {} });
    placeless.gated.write(Buffer.alloc(10));
    expect(placeless.gated.end()).toBe(false);
    const other = body(memory, 16);
    other.gated.write(Buffer.alloc(10));
    other.gated.end();
    expect(other.noted).toMatchObject({ bytes: 10, isEnded: true });
    other.gated.onBodyStored();
    expect(placeless.noted.bytes).toBe(0);
    placeless.place.onThere();
    expect(placeless.noted).toMatchObject({ bytes: 10, isEnded: true });
  });

  test('is let in by those that are whole once it is whole, although it has waited among those that come', () => {
    const memory = new DecoderMemory();
    const [one, two, late] = [body(memory, 16), body(memory, 16), body(memory, 16)];
    expect(one.gated.write(Buffer.alloc(MB))).toBe(true);
    expect(two.gated.write(Buffer.alloc(MB))).toBe(true);
    expect(late.gated.write(Buffer.alloc(MB))).toBe(false);
    expect(late.noted.bytes).toBe(0);
    late.gated.end();
    expect(late.noted).toMatchObject({ bytes: MB, isEnded: true });
  });

  test('takes no more than half of what is there for those that come, whatever it needs', () => {
    const memory = new DecoderMemory();
    const [one, two] = [body(memory, 64), body(memory, 16)];
    expect(one.gated.write(Buffer.alloc(MB))).toBe(true);
    expect(two.gated.write(Buffer.alloc(MB))).toBe(true);
  });

  test('leaves the line when it is dropped', async () => {
    const memory = new DecoderMemory();
    const [one, two, gone, late] = [body(memory, 16), body(memory, 16), body(memory, 16), body(memory, 16)];
    for (const { gated } of [one, two, gone, late]) gated.write(Buffer.alloc(MB));
    gone.gated.drop(() => {});
    one.gated.onBodyStored();
    await Promise.resolve();
    expect([gone.noted.bytes, late.noted.bytes]).toEqual([0, MB]);
  });
});
