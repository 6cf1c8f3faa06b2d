/** Bodies on their way to a file, as one transport takes them. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answering, answeringOnce, onRequests } from '../../servers/raw-server.ts';
import { blockDisk } from '../../support/blocked-disk.ts';
import { Latch } from '../../support/latch.ts';
import { failureOf, responseOf, useRawServer, useTransport } from '../support.ts';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello';
const HELLO = createHash('sha256').update('hello').digest('hex');

let folder = '';
let saveAs = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlap-'));
  await mkdir(join(folder, 'saved'));
  saveAs = join(folder, 'saved', '000001-x');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Lets the event loop go round. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
}

const saved = (): Promise<string[]> => readdir(join(folder, 'saved'));

describe('a body is saved', () => {
  test('under its name, with its hash, and the connection serves the next', async () => {
    const server = await useRawServer(answering(OK));
    const { run } = useTransport();
    const ended = await run(server.origin, { saveAs });
    expect(responseOf(ended)).toMatchObject({ status: 200, bytes: 5, file: saveAs, sha256: HELLO });
    expect(responseOf(ended)).not.toHaveProperty('body');
    expect(ended.kept).toBe(true);
    expect(await readFile(saveAs, 'utf8')).toBe('hello');
    await run(server.origin, { saveAs });
    expect(server.accepted).toBe(1);
    expect(await saved()).toEqual(['000001-x']);
  });

  test('also if it is empty', async () => {
    const server = await useRawServer(answering('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
    const response = responseOf(await useTransport().run(server.origin, { saveAs }));
    expect(response.sha256).toBe(createHash('sha256').digest('hex'));
    expect(await readFile(saveAs, 'utf8')).toBe('');
  });

  test('in place of what a killed run left, of what stood there, and of links, which are not followed', async () => {
    const outside = join(folder, 'outside');
    await writeFile(outside, 'untouched');
    const server = await useRawServer(answering(OK));
    const { run } = useTransport();
    for (const [part, name] of [
      ['file', 'file'],
      ['link', 'link'],
      ['link', 'none'],
    ]) {
      for (const [path, what] of [
        [`${saveAs}.part`, part],
        [saveAs, name],
      ] as const) {
        if (what === 'file') await writeFile(path, 'much longer than what comes');
        if (what === 'link')
          await symlink(outside, path).catch(() => rm(path).then(() => symlink(outside, path)));
      }
      expect(responseOf(await run(server.origin, { saveAs })).sha256).toBe(HELLO);
      expect(await readFile(saveAs, 'utf8')).toBe('hello');
      await expect(readlink(saveAs)).rejects.toThrow('EINVAL');
      expect(await saved()).toEqual(['000001-x']);
    }
    expect(await readFile(outside, 'utf8')).toBe('untouched');
  });

  test('as fast as the disk takes it, and no faster', async () => {
    const body = Buffer.alloc(20_000_000, 'overlap ');
    let sent = 0;
    const server = await useRawServer((socket) => {
      const more = () => {
        while (sent < body.length) {
          const chunk = body.subarray(sent, sent + 100_000);
          sent += chunk.length;
          if (!socket.write(chunk)) return;
        }
      };
      onRequests(socket, () => {
        socket.on('drain', more);
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n`);
        more();
      });
    });
    const unblock = blockDisk(folder);
    const ended = useTransport().run(server.origin, { saveAs });
    let before = 0;
    const isMoving = (): boolean => sent > before || sent === 0;
    // Until nothing more goes in a hundred turns of the loop.
    do {
      before = sent;
      await turns(100);
    } while (isMoving());
    expect(sent).toBeLessThan(body.length);
    unblock();
    expect(responseOf(await ended).sha256).toBe(createHash('sha256').update(body).digest('hex'));
    expect((await readFile(saveAs)).equals(body)).toBe(true);
  });
});

test.each([
  ['by its length', 'content-length: 135000\r\n'],
  ['by the close', ''],
])('a body that ends %s while it waits for the disk is whole', async (_how, header) => {
  const isSent = new Latch();
  const server = await useRawServer((socket) => {
    onRequests(socket, () => {
      socket.write(`HTTP/1.1 200 OK\r\nconnection: close\r\n${header}\r\n`);
      socket.end(Buffer.alloc(135_000), () => isSent.open());
    });
  });
  const unblock = blockDisk(folder);
  const ended = useTransport().run(server.origin, { saveAs });
  await isSent.opened;
  await turns(100);
  unblock();
  expect(responseOf(await ended)).toMatchObject({ status: 200, bytes: 135_000, file: saveAs });
  expect((await readFile(saveAs)).length).toBe(135_000);
});

test('a body of 120 MB passes through in less memory than its length', async () => {
  const block = Buffer.alloc(500_000, 'overlap ');
  const server = await useRawServer((socket) => {
    let left = 0;
    const more = () => {
      for (; left > 0; left -= 1) if (!socket.write(block)) return;
    };
    socket.on('drain', () => {
      left -= 1;
      more();
    });
    onRequests(socket, (head) => {
      left = head.startsWith('GET /big ') ? 240 : 1;
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${left * block.length}\r\n\r\n`);
      more();
    });
  });
  const program = fileURLToPath(new URL('process-that-saves.ts', import.meta.url));
  const argv = ['--import', 'tsx', program, server.origin, '/big', saveAs];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  expect((await stat(saveAs)).size).toBe(120_000_000);
  // V8 lets buffers that nobody needs pile up to some 60 MB before it clears them away, for a body of any length.
  expect(Number(stdout)).toBeLessThan(90_000_000);
});

describe('a body is not saved', () => {
  test.each([
    ['of an error', 'GET', 'HTTP/1.1 404 Not Found\r\ncontent-length: 5\r\n\r\nhello', 404],
    ['of a redirect', 'GET', 'HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 5\r\n\r\nhello', 302],
    ['of 204', 'GET', 'HTTP/1.1 204 No Content\r\n\r\n', 204],
    ['of HEAD', 'HEAD', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n', 200],
  ])('%s', async (_name, method, answer, status) => {
    const server = await useRawServer(answering(answer));
    const response = responseOf(await useTransport().run(server.origin, { method, saveAs }));
    expect(response).toMatchObject({ status });
    expect(response).not.toHaveProperty('file');
    expect(await saved()).toEqual([]);
  });
});

describe('nothing is left of a body', () => {
  test.each([
    ['body_truncated', 'that is cut', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'],
    ['body_too_large', 'that is too long', `HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(2000)}`],
    [
      'malformed_response',
      'whose framing breaks',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\nzz\r\n',
    ],
  ])('%s: one %s', async (code, _name, answer) => {
    const server = await useRawServer(answeringOnce(answer));
    const ended = await useTransport({ maxBodyBytes: 1000 }).run(server.origin, { saveAs });
    expect(failureOf(ended).code).toBe(code);
    expect(await saved()).toEqual([]);
  });

  test('that takes too long, nor of one that is cancelled', async () => {
    const server = await useRawServer(answering('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'));
    const slow = await useTransport({ timeout: 100 }).run(server.origin, { saveAs });
    expect(failureOf(slow).code).toBe('total_timeout');
    expect(await saved()).toEqual([]);
    const { transport, run } = useTransport();
    const cancelled = run(server.origin, { saveAs });
    await expect
      .poll(async () => (await saved()).length, { interval: 5, timeout: 15_000 })
      .toBeGreaterThan(0);
    transport.cancel();
    expect(failureOf(await cancelled).code).toBe('cancelled');
    expect(await saved()).toEqual([]);
  });

  test.each([
    ['is whole when the time is up', answering(OK), 200, 'total_timeout'],
    ['is cut', answeringOnce('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'), 15_000, 'body_truncated'],
  ])(
    'that %s, while the disk hangs; and the attempt ends only then',
    async (_name, answer, timeout, code) => {
      const accepted = new Latch();
      const server = await useRawServer((socket, nth) => {
        answer(socket, nth);
        accepted.open();
      });
      const unblock = blockDisk(folder);
      let isReported = false;
      const ended = useTransport({ timeout }).run(server.origin, { saveAs });
      void ended.then(() => {
        isReported = true;
      });
      await accepted.opened;
      // The connection is closed as soon as it has failed.
      await server.emptied();
      await turns(100);
      expect(isReported).toBe(false);
      unblock();
      expect(failureOf(await ended).code).toBe(code);
      expect(await saved()).toEqual([]);
    },
  );

  test.each([
    ['is reset', 'connection_reset'],
    ['ends', 'body_truncated'],
    ['is cancelled', 'cancelled'],
  ])('whose connection %s while it waits for the disk', async (how, code) => {
    const isReady = new Latch();
    const server = await useRawServer((socket) => {
      onRequests(socket, () => {
        socket.write('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 300000\r\n\r\n');
        socket.write(Buffer.alloc(135_000), () => {
          isReady.open();
          if (how === 'ends') socket.end();
        });
        void paused.opened.then(() => how === 'is reset' && socket.resetAndDestroy());
      });
    });
    const paused = new Latch();
    const unblock = blockDisk(folder);
    const { transport, run } = useTransport();
    const ended = run(server.origin, { saveAs });
    await isReady.opened;
    await turns(100);
    paused.open();
    if (how === 'is cancelled') transport.cancel();
    await turns(100);
    unblock();
    expect(failureOf(await ended).code).toBe(code);
    expect(await saved()).toEqual([]);
    await server.emptied();
  });
});

describe('is a write_error that names the file:', () => {
  const failing = async (path: string) => {
    const server = await useRawServer(answering(OK));
    const { run } = useTransport();
    const ended = await run(server.origin, { saveAs: path });
    expect(ended.kept).toBe(false);
    await server.emptied();
    expect(responseOf(await run(server.origin)).status).toBe(200);
    return failureOf(ended);
  };

  test('a folder that is not there', async () => {
    const path = join(folder, 'none', 'x');
    expect(await failing(path)).toMatchObject({
      code: 'write_error',
      message: `${path} cannot be written: its folder does not exist`,
    });
  });

  test.skipIf(process.getuid?.() === 0)('a folder that may not be written to', async () => {
    await chmod(join(folder, 'saved'), 0o500);
    expect((await failing(saveAs)).message).toBe(`${saveAs} cannot be written: permission is denied`);
  });

  test.runIf(process.platform === 'linux')('and no descriptor stays open', async () => {
    const server = await useRawServer(answering(OK));
    const { run } = useTransport();
    const open = async () => (await readdir('/proc/self/fd')).length;
    // The first that is saved makes the transport keep a descriptor in reserve.
    await mkdir(saveAs);
    await run(server.origin, { saveAs });
    await run(server.origin);
    const before = await open();
    for (let time = 0; time < 20; time += 1) {
      expect(failureOf(await run(server.origin, { saveAs })).code).toBe('write_error');
    }
    await run(server.origin);
    expect(await open()).toBe(before);
  });

  test('a folder in its place', async () => {
    await mkdir(saveAs);
    await writeFile(join(saveAs, 'x'), '');
    expect((await failing(saveAs)).code).toBe('write_error');
    expect(await saved()).toEqual(['000001-x']);
  });

  test('a folder in the place of what is not whole', async () => {
    await mkdir(`${saveAs}.part`);
    expect((await failing(saveAs)).code).toBe('write_error');
    expect(await saved()).toEqual(['000001-x.part']);
  });
});
