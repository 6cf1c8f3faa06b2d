import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeReply, encodeQuery, isPossibleName, replyId } from '../../../src/names/own/dns-message.ts';

/** The reply to a query: its question, and records that are written by hand. */
function reply(name: string, type: 'A' | 'AAAA', records: readonly Buffer[], flags = 0x8180): Buffer {
  const query = encodeQuery(7, { name, type });
  query.writeUInt16BE(flags, 2);
  query.writeUInt16BE(records.length, 6);
  return Buffer.concat([query, ...records]);
}

/** A record whose owner is where the question's name stands. */
function record(type: number, data: readonly number[], length = data.length, ttl = 300): Buffer {
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(ttl, 6);
  head.writeUInt16BE(length, 10);
  return Buffer.concat([head, Buffer.from(data)]);
}

test('a query asks for recursion, one question, by labels', () => {
  expect(encodeQuery(0x1234, { name: 'a.example', type: 'AAAA' }).toString('hex')).toBe(
    '1234010000010000000000000161076578616d706c6500001c0001',
  );
});

describe('a reply', () => {
  test('is read with its question, in lower case, and its addresses', () => {
    const message = reply('A.Example', 'A', [record(1, [192, 0, 2, 1]), record(1, [192, 0, 2, 2])]);
    expect(decodeReply(message)).toEqual({
      id: 7,
      question: { name: 'a.example', type: 1 },
      isTruncated: false,
      isReferral: false,
      code: 0,
      records: [
        { name: 'a.example', type: 'A', ttl: 300, data: '192.0.2.1' },
        { name: 'a.example', type: 'A', ttl: 300, data: '192.0.2.2' },
      ],
    });
  });

  test.each([
    ['20010db8000000000000000000000001', '2001:db8::1'],
    ['00000000000000000000000000000001', '::1'],
    ['00000000000000000000000000000000', '::'],
    ['20010db8000100000001000000000001', '2001:db8:1:0:1::1'],
    ['20010db8000100010001000100010001', '2001:db8:1:1:1:1:1:1'],
  ])('writes the IPv6 address %s as %s', (hex, text) => {
    const message = reply('a.example', 'AAAA', [record(28, [...Buffer.from(hex, 'hex')])]);
    expect(decodeReply(message)?.records[0]?.data).toBe(text);
  });

  test('passes over records of other types, and reads an alias', () => {
    const alias = [1, 0x62, 0xc0, 14];
    const message = reply('a.example', 'A', [record(16, [3, 1, 2, 3]), record(5, alias)]);
    expect(decodeReply(message)?.records).toEqual([
      { name: 'a.example', type: 'CNAME', ttl: 300, data: 'b.example' },
    ]);
  });

  test.each([
    ['an address that is too short', [record(1, [192, 0, 2])]],
    ['a length beyond the end', [record(1, [192, 0, 2, 1], 40)]],
    ['a name that points to itself', [Buffer.from([0xc0, 27, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])]],
    ['a record that breaks off', [Buffer.from([0xc0, 12, 0, 1])]],
  ])('with %s is malformed', (_name, records) => {
    expect(decodeReply(reply('a.example', 'A', records))).toBeUndefined();
  });

  test('that is truncated is not read any further', () => {
    const message = reply('a.example', 'A', [Buffer.from([0xc0, 12, 0, 1])], 0x8380);
    expect(decodeReply(message)).toMatchObject({ isTruncated: true, records: [] });
  });

  test('is known by its id; a query is none, nor is half a head', () => {
    expect(replyId(reply('a.example', 'A', []))).toBe(7);
    expect(replyId(encodeQuery(7, { name: 'a.example', type: 'A' }))).toBeUndefined();
    expect(replyId(Buffer.alloc(11, 0xff))).toBeUndefined();
  });

  test('of any bytes is read or malformed, and never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 200 }), (bytes) => {
        expect(() => decodeReply(Buffer.from(bytes))).not.toThrow();
      }),
    );
    fc.assert(
      fc.property(fc.nat(60), fc.nat(255), (place, byte) => {
        const message = reply('a.example', 'A', [record(1, [192, 0, 2, 1]), record(5, [1, 0x62, 0xc0, 14])]);
        message[place % message.length] = byte;
        expect(() => decodeReply(message)).not.toThrow();
      }),
    );
  });
});

test.each([
  ['a.example', true],
  ['a', true],
  [`${'x'.repeat(63)}.example`, true],
  ['', false],
  ['a..b', false],
  ['.a', false],
  [`${'x'.repeat(64)}.example`, false],
  [Array.from({ length: 64 }, () => 'abc').join('.'), false],
])('%s can be a name: %s', (name, isPossible) => {
  expect(isPossibleName(name)).toBe(isPossible);
});
