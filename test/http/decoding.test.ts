/** Content codings, as one transport undoes them. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import * as zlib from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TransportOptions } from '../../src/http/transport-options.ts';
import { answering, answeringOnce, onRequests } from '../servers/raw-server.ts';
import { Latch } from '../support/latch.ts';
import { failureOf, responseOf, useRawServer, useTransport } from './support.ts';

const TEXT = Buffer.from('overlap '.repeat(20_000));

const { gzipSync, deflateSync, deflateRawSync, brotliCompressSync } = zlib;

/** An answer with that body under that Content-Encoding. */
function coded(encoding: string, body: Uint8Array, status = '200 OK'): Buffer {
  const head = `HTTP/1.1 ${status}\r\ncontent-encoding: ${encoding}\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** What a generator of random numbers gives (Park and Miller, 1988), which no coding makes shorter. */
function noise(length: number): Buffer {
  let state = 1;
  return Buffer.from(Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647)));
}

async function fetched(answer: Uint8Array, options: Partial<TransportOptions> = {}, method = 'GET') {
  const server = await useRawServer(answering(answer));
  return useTransport({ keepBody: true, ...options }).run(server.origin, { method });
}

describe('is decoded:', () => {
  test.each([
    ['gzip', gzipSync(TEXT)],
    ['GZip', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['identity, gzip,', gzipSync(TEXT)],
    ['deflate, gzip, br', brotliCompressSync(gzipSync(deflateSync(TEXT)))],
    ['gzip, gzip, gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(gzipSync(gzipSync(TEXT)))))],
    ['gzip\r\ncontent-encoding: br', brotliCompressSync(gzipSync(TEXT))],
    // RFC 1952 §2.2: a gzip file is a series of members.
    ['gzip', Buffer.concat([gzipSync(TEXT.subarray(0, 70_000)), gzipSync(TEXT.subarray(70_000))])],
  ])('%s', async (encoding, body) => {
    const ended = await fetched(coded(encoding, body));
    const response = responseOf(ended);
    expect(response).toMatchObject({ bytes: TEXT.length, transferred: body.length });
    expect(TEXT.equals(response.body ?? new Uint8Array())).toBe(true);
    expect(response).not.toHaveProperty('contentEncoding');
    expect(ended.kept).toBe(true);
  });

  test('zstd, where Node has it; where not, it is unknown', async () => {
    const compress: unknown = Reflect.get(zlib, 'zstdCompressSync');
    const body: Buffer = typeof compress === 'function' ? compress(TEXT) : Buffer.from('not to be known');
    const expected =
      typeof compress === 'function'
        ? { transferred: body.length, bytes: TEXT.length }
        : { contentEncoding: 'zstd', bytes: body.length };
    expect(responseOf(await fetched(coded('zstd', body)))).toMatchObject(expected);
  });

  test('whatever it is, and however it comes', async () => {
    const codings = fc.array(fc.constantFrom('gzip', 'deflate', 'br'), { minLength: 1, maxLength: 5 });
    const compress: Record<string, (body: Uint8Array) => Buffer> = {
      gzip: gzipSync,
      deflate: deflateSync,
      br: (body) => brotliCompressSync(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } }),
    };
    let answer: Buffer = Buffer.alloc(0);
    let cuts: readonly number[] = [];
    const server = await useRawServer((socket) =>
      onRequests(socket, () => void writeCut(socket, answer, cuts)),
    );
    const { run } = useTransport({ keepBody: true });
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 3000 }),
        codings,
        fc.array(fc.nat({ max: 3000 }), { maxLength: 6 }),
        async (body, names, places) => {
          const packed = names.reduce<Uint8Array>((so, name) => compress[name]?.(so) ?? so, body);
          answer = coded(names.join(', '), packed);
          cuts = places.toSorted((a, b) => a - b);
          const response = responseOf(await run(server.origin));
          expect(Buffer.from(response.body ?? []).equals(body)).toBe(true);
          expect(response).toMatchObject({ bytes: body.length, transferred: packed.length });
        },
      ),
      { numRuns: 100 },
    );
  });

  test('at the pace of what takes it', async () => {
    // Decoded it is a thousand times as long, which goes on in many pieces.
    const body = gzipSync(Buffer.alloc(30_000_000));
    const response = responseOf(await fetched(coded('gzip', body), { keepBody: false }));
    expect(response).toMatchObject({ bytes: 30_000_000, transferred: body.length });
  });
});

/** Writes it in pieces, each of which arrives by itself. */
async function writeCut(socket: Socket, bytes: Buffer, cuts: readonly number[]): Promise<void> {
  socket.setNoDelay();
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    if (!socket.write(bytes.subarray(from, cut))) await once(socket, 'drain');
    from = Math.max(from, cut);
    await new Promise(setImmediate);
  }
}

describe('has nothing to decode:', () => {
  test.each([
    ['an empty body', coded('gzip', new Uint8Array()), 'GET', 200],
    ['an empty body with two codings', coded('gzip, br', new Uint8Array()), 'GET', 200],
    [
      'HEAD',
      Buffer.from('HTTP/1.1 200 OK\r\ncontent-encoding: br\r\ncontent-length: 50\r\n\r\n'),
      'HEAD',
      200,
    ],
    ['204', Buffer.from('HTTP/1.1 204 No Content\r\ncontent-encoding: gzip\r\n\r\n'), 'GET', 204],
    ['304', Buffer.from('HTTP/1.1 304 Not Modified\r\ncontent-encoding: gzip\r\n\r\n'), 'GET', 304],
  ])('%s', async (_name, answer, method, status) => {
    const response = responseOf(await fetched(answer, {}, method));
    expect(response).toMatchObject({ status, bytes: 0, body: new Uint8Array() });
    expect(response).not.toHaveProperty('transferred');
    expect(response).not.toHaveProperty('contentEncoding');
  });

  test('an empty body inside a coding', async () => {
    const body = gzipSync('');
    expect(responseOf(await fetched(coded('br, gzip', body)))).toMatchObject({
      bytes: 0,
      transferred: body.length,
    });
  });
});

describe('is taken as it comes, and the record says so:', () => {
  const body = gzipSync(TEXT);

  test.each([
    ['an unknown coding', coded('x-own', body), {}, 'x-own'],
    ['an unknown one among others', coded('x-own, gzip', body), {}, 'x-own, gzip'],
    ['compress, which nobody sends', coded('compress', body), {}, 'compress'],
    ['any, if that is asked for', coded('gzip', body), { decompress: false }, 'gzip'],
    ['a part of what is coded', coded('gzip', body, '206 Partial Content'), {}, 'gzip'],
  ])('%s', async (_name, answer, options, contentEncoding) => {
    const response = responseOf(await fetched(answer, options));
    expect(response).toMatchObject({ bytes: body.length, contentEncoding });
    expect(body.equals(response.body ?? new Uint8Array())).toBe(true);
    expect(response).not.toHaveProperty('transferred');
  });

  test('but identity is no coding', async () => {
    expect(responseOf(await fetched(coded('identity', body)))).not.toHaveProperty('contentEncoding');
    expect(responseOf(await fetched(coded('identity', body), { decompress: false }))).not.toHaveProperty(
      'contentEncoding',
    );
  });
});

describe('is a decode_error:', () => {
  const gzip = gzipSync(TEXT);
  const flipped = Buffer.from(gzip);
  flipped.writeUInt8(flipped.readUInt8(gzip.length - 8) ^ 1, gzip.length - 8);
  const junk = Buffer.from('junk');

  test.each([
    ['a wrong label', 'gzip', Buffer.from('<html>')],
    ['another coding than the label says', 'br', gzip],
    ['a cut gzip stream', 'gzip', gzip.subarray(0, -1)],
    ['a cut deflate stream', 'deflate', deflateSync(TEXT).subarray(0, -1)],
    ['a cut brotli stream', 'br', brotliCompressSync(TEXT).subarray(0, -1)],
    ['a single byte', 'gzip', gzip.subarray(0, 1)],
    ['a wrong checksum', 'gzip', flipped],
    // Curl takes it for an error, too; browsers pass over it.
    ['more behind the end of gzip', 'gzip', Buffer.concat([gzip, junk])],
    ['more behind the end of deflate', 'deflate', Buffer.concat([deflateSync(TEXT), junk])],
    ['more behind the end of br', 'br', Buffer.concat([brotliCompressSync(TEXT), junk])],
    ['a fault in an inner layer', 'gzip, br', brotliCompressSync(gzip.subarray(0, -9))],
    ['more than five layers', 'gzip, gzip, gzip, gzip, gzip, gzip', gzip],
  ])('%s', async (_name, encoding, body) => {
    const ended = await fetched(coded(encoding, body));
    expect(failureOf(ended).code).toBe('decode_error');
    expect(failureOf(ended).message).toContain('127.0.0.1:');
  });

  test.each([
    ['br', brotliCompressSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['gzip', gzip],
  ])('more that comes later behind the end of %s, and goes on for ever', async (encoding, body) => {
    const head = `HTTP/1.1 200 OK\r\ncontent-encoding: ${encoding}\r\n\r\n`;
    const server = await useRawServer((socket) => {
      onRequests(socket, () => {
        socket.write(Buffer.concat([Buffer.from(head), body]));
        const goOn = (): unknown => socket.writable && socket.write(junk, () => setImmediate(goOn));
        goOn();
      });
    });
    expect(failureOf(await useTransport().run(server.origin)).code).toBe('decode_error');
  });

  test('but a body that the connection cuts is body_truncated', async () => {
    const server = await useRawServer(answeringOnce(coded('gzip', gzip).subarray(0, -5)));
    expect(failureOf(await useTransport().run(server.origin)).code).toBe('body_truncated');
  });
});

describe('is body_too_large', () => {
  test('by what it comes to, not by what is announced', async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_001));
    expect(failureOf(await fetched(coded('gzip', bomb), { maxBodyBytes: 1_000_000 })).code).toBe(
      'body_too_large',
    );
    expect(responseOf(await fetched(coded('gzip', bomb), { maxBodyBytes: 1_000_001 })).bytes).toBe(1_000_001);
    // Stored in gzip, ten bytes are thirty.
    const small = gzipSync('0123456789', { level: 0 });
    expect(responseOf(await fetched(coded('gzip', small), { maxBodyBytes: 10 })).bytes).toBe(10);
  });
});

describe('brotli, whose decoders need much memory,', () => {
  // A decoder of such a stream asks for 16 MB.
  const params = { [zlib.constants.BROTLI_PARAM_LGWIN]: 24, [zlib.constants.BROTLI_PARAM_QUALITY]: 1 };

  test('is decoded in turn, and a slow server keeps nobody waiting', async () => {
    // Each asks for 16 MB, so that a few of them are at work at a time.
    const long = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251));
    const body = brotliCompressSync(long, { params });
    const answer = coded('br', body);
    const slow: Socket[] = [];
    const server = await useRawServer((socket) => {
      onRequests(socket, (head) => {
        socket.write(head.startsWith('GET /slow ') ? answer.subarray(0, -1) : answer);
        if (head.startsWith('GET /slow ')) slow.push(socket);
      });
    });
    const { run } = useTransport();
    const times = Array.from({ length: 20 });
    const late = times.map(() => run(server.origin, { url: `${server.origin}/slow` }));
    const all = await Promise.all(times.map(() => run(server.origin)));
    expect(all.map((ended) => responseOf(ended).bytes)).toEqual(times.map(() => long.length));
    expect(slow).toHaveLength(20);
    for (const socket of slow) socket.write(answer.subarray(-1));
    const ends = await Promise.all(late);
    expect(ends.map((ended) => responseOf(ended).bytes)).toEqual(times.map(() => long.length));
  });

  test('is decoded beside slow servers that fill what long bodies may use', async () => {
    const short = brotliCompressSync(TEXT, { params });
    const long = coded('br', brotliCompressSync(noise(400_000), { params }));
    const stuck = new Latch();
    let sent = 0;
    const server = await useRawServer((socket) =>
      onRequests(socket, (head) => {
        if (head.startsWith('GET /short ')) socket.write(coded('br', short));
        else socket.write(long.subarray(0, -1), () => (sent += 1) === 4 && stuck.open());
      }),
    );
    const { run, transport } = useTransport();
    const never = Array.from({ length: 4 }, () => run(server.origin));
    await stuck.opened;
    const url = `${server.origin}/short`;
    const all = await Promise.all(Array.from({ length: 40 }, () => run(server.origin, { url })));
    expect(all.map((ended) => responseOf(ended).bytes)).toEqual(all.map(() => TEXT.length));
    transport.cancel();
    for (const ended of await Promise.all(never)) expect(failureOf(ended).code).toBe('cancelled');
  });

  test('gives its memory back when it is cancelled while it waits or is at work', async () => {
    // Longer than what is held back, so that its decoder is there although it never ends.
    const body = noise(400_000);
    const answer = coded('br', brotliCompressSync(body, { params }));
    let isWhole = false;
    const enough = new Latch();
    let sent = 0;
    const onSent = () => {
      sent += 1;
      if (sent === 4) enough.open();
    };
    const server = await useRawServer((socket) =>
      onRequests(socket, () => socket.write(isWhole ? answer : answer.subarray(0, -1), onSent)),
    );
    const { transport, run } = useTransport();
    const never = Array.from({ length: 10 }, () => run(server.origin));
    await enough.opened;
    transport.cancel();
    const codes = (await Promise.all(never)).map((ended) => failureOf(ended).code);
    expect(codes).toEqual(never.map(() => 'cancelled'));
    isWhole = true;
    expect(responseOf(await run(server.origin)).bytes).toBe(body.length);
  });
});
