import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Gunzip } from '../../src/input/gunzip.ts';

/** Hands out the bytes in pieces of this size, and counts them. */
function inPieces(
  bytes: Uint8Array,
  size: number,
): { read: () => Promise<Uint8Array | undefined>; at: number } {
  const source = {
    at: 0,
    read: () => {
      const piece = bytes.subarray(source.at, source.at + size);
      source.at += piece.length;
      return Promise.resolve(piece.length > 0 ? piece : undefined);
    },
  };
  return source;
}

/** Everything that comes before the end, or before a fault, whose message is then the last element. */
async function unpack(bytes: Uint8Array, size: number): Promise<string[]> {
  const gunzip = new Gunzip(inPieces(bytes, size).read);
  let text = '';
  try {
    for (;;) {
      const chunk = await gunzip.next();
      if (!chunk) return [text];
      text += Buffer.from(chunk).toString('latin1');
    }
  } catch (error) {
    return [text, error instanceof Error ? error.message : String(error)];
  }
}

describe('Gunzip', () => {
  it('unpacks whatever was packed, in one member or several, however it comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary-ascii', maxLength: 300 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 100 }),
        async (members, size) => {
          const packed = Buffer.concat(members.map((member) => gzipSync(Buffer.from(member, 'latin1'))));
          expect(await unpack(packed, size)).toEqual([members.join('')]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('unpacks no more than is asked for', async () => {
    const bomb = gzipSync(Buffer.alloc(2 ** 24, 'x'));
    const source = inPieces(bomb, 1024);
    const gunzip = new Gunzip(source.read);
    let largest = 0;
    let first: number | undefined;
    let total = 0;
    for (let chunk = await gunzip.next(); chunk; chunk = await gunzip.next()) {
      first ??= source.at;
      largest = Math.max(largest, chunk.length);
      total += chunk.length;
    }
    expect(total).toBe(2 ** 24);
    expect(first).toBe(1024);
    expect(largest).toBeLessThanOrEqual(256 * 1024);
  });

  it('hands out everything before the place where it is cut off', async () => {
    const text = Array.from({ length: 5000 }, (_, index) => `line ${index * 7919}\n`).join('');
    const packed = gzipSync(text);
    const [before = '', fault] = await unpack(packed.subarray(0, packed.length / 2), 1000);
    expect(fault).toBe('unexpected end of file');
    expect(text.startsWith(before)).toBe(true);
    expect(before.length).toBeGreaterThan(text.length / 3);
    const [all, checksum] = await unpack(packed.subarray(0, -4), 1000);
    expect(all).toBe(text);
    expect(checksum).toBe('unexpected end of file');
  });

  it('tells of damage, and of what is behind the end', async () => {
    const packed = gzipSync('line\n');
    const damaged = Buffer.from(packed);
    damaged.writeUInt8(damaged.readUInt8(packed.length - 8) ^ 1, packed.length - 8);
    expect((await unpack(damaged, 1000)).at(-1)).toBe('incorrect data check');
    const followed = Buffer.concat([packed, Buffer.from('https://a.example/\n')]);
    expect(await unpack(followed, packed.length)).toEqual(['line\n', 'incorrect header check']);
    expect((await unpack(followed, 1000)).at(-1)).toBe('incorrect header check');
  });

  it('does not mind zeros behind the end, with which tapes and blocks are filled up', async () => {
    const packed = Buffer.concat([gzipSync('line\n'), Buffer.alloc(5000)]);
    for (const size of [1, 100, 10_000]) expect(await unpack(packed, size)).toEqual(['line\n']);
  });

  it('ends when it is given up', async () => {
    const gunzip = new Gunzip(() => Promise.resolve(gzipSync('line\n')));
    expect(await gunzip.next()).toEqual(Buffer.from('line\n'));
    gunzip.close();
    expect(await gunzip.next()).toBeUndefined();
  });
});
