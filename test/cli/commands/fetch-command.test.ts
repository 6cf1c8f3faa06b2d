import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, symlink } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readCsv } from '../../output/read-csv.ts';
import type { Handler } from '../../support/watched-server.ts';
import { Proxy } from '../../servers/proxy.ts';
import { closedOrigin, withServer, withServers } from '../../support/servers.ts';
import { FakeIo } from '../fake-io.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const files = temporaryFolder();

/** Answers `/404` with that status, and so on; `/to/x` redirects to `/x`. */
const byPath: Handler = (request, response) => {
  const path = request.url ?? '';
  if (path.startsWith('/to/')) response.setHeader('location', path.slice(3));
  response.statusCode = path.startsWith('/to/')
    ? 302
    : Number(/^\/([1-5][0-9][0-9])$/.exec(path)?.[1] ?? 200);
  response.end('ok');
};

type Line = { seq: number; url: string; kind: string; status?: number; line?: number };
const records = (text: string): Line[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line): Line => JSON.parse(line));

describe('overlap fetch', () => {
  it('prints a line for each outcome and a summary, and exits with 2 if some failed', async () => {
    const nowhere = await closedOrigin();
    await withServer(byPath, async ({ origin }) => {
      const list = await files.write(
        'urls.txt',
        `# list\n${origin}/a\n\n${origin}/404\nnot a url\n${nowhere}/x\n`,
      );
      const fake = new FakeIo();
      expect(await fake.run('fetch', list)).toBe(2);
      expect(fake.lines.sort()).toEqual(
        [
          `200 ${origin}/a`,
          `404 ${origin}/404`,
          'invalid_url not a url (not a valid absolute URL)',
          `connection_refused ${nowhere}/x (${nowhere.slice('http://'.length)} refuses connections)`,
        ].sort(),
      );
      expect(fake.err).toMatch(
        /^4 requests in .*: 1 × 2xx, 1 × 4xx, 2 failed \(1 \w+, 1 \w+\)\.\nThe slowest took/,
      );
    });
  });

  it('names the proxy that refuses, once for each request, and exits with 2', async () => {
    const proxy = await Proxy.http({ login: 'joe:right' });
    onTestFinished(() => proxy.close());
    const fake = new FakeIo();
    const through = ['--proxy', `http://joe:wrong@127.0.0.1:${proxy.port}`];
    expect(await fake.run('fetch', 'http://a.test', 'https://b.test', ...through)).toBe(2);
    expect(fake.lines.map((line) => line.split(' ').slice(0, 2).join(' ')).sort()).toEqual([
      'proxy_refused http://a.test/',
      'proxy_refused https://b.test/',
    ]);
    expect(proxy.asked).toHaveLength(2);
    expect(fake.out + fake.err).not.toContain('wrong');
  });

  it('is what is meant without a command, and exits with 0 if every request got a response', async () => {
    await withServer(byPath, async ({ origin }) => {
      const fake = new FakeIo();
      expect(await fake.run(`${origin}/500`, `${origin}/to/404`)).toBe(0);
      expect(fake.lines.sort()).toEqual([`404 ${origin}/to/404 → ${origin}/404`, `500 ${origin}/500`]);
    });
  });

  it('reads the standard input, by name or if there is no source', async () => {
    await withServer(byPath, async ({ origin }) => {
      for (const sources of [['-'], []]) {
        const fake = new FakeIo({ stdin: `${origin}/1` });
        expect(await fake.run('fetch', ...sources, '--json')).toBe(0);
        expect(records(fake.out)).toMatchObject([{ source: '-', line: 1, url: `${origin}/1` }]);
      }
    });
  });

  it('counts statuses from 400 as failed with --fail', async () => {
    await withServer(byPath, async ({ origin }) => {
      expect(await new FakeIo().run(`${origin}/399`, '--fail')).toBe(0);
      expect(await new FakeIo().run(`${origin}/400`, '--fail')).toBe(2);
    });
  });

  it('says nothing on the standard error with --quiet, unless it is an error', async () => {
    await withServer(byPath, async ({ origin }) => {
      const fake = new FakeIo({ terminals: ['stderr'] });
      await fake.run(`${origin}/1`, '--quiet');
      expect(fake.err).toBe('');
      await fake.run('nowhere.txt', '--quiet');
      expect(fake.err).toMatch(/^overlap: nowhere\.txt: no such file/);
    });
  });

  it('prints records with --json, in input order with --ordered', async () => {
    const slowFirst: Handler = (request, response, server) => {
      const answer = (): void => void response.end('ok');
      if (request.url === '/0') void server.arrived(5).then(answer);
      else answer();
    };
    await withServer(slowFirst, async ({ origin }) => {
      const urls = [0, 1, 2, 3, 4].map((path) => `${origin}/${path}`);
      const fake = new FakeIo();
      expect(await fake.run(...urls, '--json', '--ordered')).toBe(0);
      expect(records(fake.out).map(({ url }) => url)).toEqual(urls);
    });
  });

  it('writes the records to a file as well', async () => {
    await withServer(byPath, async ({ origin }) => {
      const list = await files.write('three.txt', `${origin}/1\n${origin}/2\n${origin}/3\n`);
      const output = files.path('results.jsonl');
      const fake = new FakeIo();
      expect(await fake.run(list, '--output', output)).toBe(0);
      expect(fake.lines).toHaveLength(3);
      const written = records(await readFile(output, 'utf8'));
      expect(written.map(({ seq, line }) => `${seq} in line ${line}`).sort()).toEqual([
        '1 in line 1',
        '2 in line 2',
        '3 in line 3',
      ]);

      const again = new FakeIo();
      expect(await again.run(list, '--output', output)).toBe(1);
      expect(again.err).toMatch(/results\.jsonl is not empty/);
      expect(records(await readFile(output, 'utf8'))).toHaveLength(3);
      expect(await again.run(`${origin}/4`, '--output', output, '--overwrite')).toBe(0);
      expect(records(await readFile(output, 'utf8'))).toHaveLength(1);
    });
  });

  it('writes several files at once, each in the format that its name tells', async () => {
    await withServer(byPath, async ({ origin }) => {
      const names = ['all.jsonl', 'all.csv', 'all.txt', 'all.jsonl.gz', 'all'];
      const paths = names.map((name) => files.path(name));
      const fake = new FakeIo();
      const outputs = paths.flatMap((path) => ['--output', path]);
      expect(await fake.run(`${origin}/1`, `${origin}/404`, '--ordered', '--format', 'csv', ...outputs)).toBe(
        0,
      );
      const [jsonl, csv, text, packed, unnamed] = await Promise.all(paths.map((path) => readFile(path)));
      expect(records(String(jsonl)).map(({ status }) => status)).toEqual([200, 404]);
      expect(readCsv(String(csv)).map((row) => row[5])).toEqual(['status', '200', '404']);
      expect(String(text)).toBe(`200 ${origin}/1\n404 ${origin}/404\n`);
      expect(String(gunzipSync(packed ?? ''))).toBe(String(jsonl));
      expect(String(unnamed)).toBe(String(csv));
      expect(fake.out).toBe(String(csv));
    });
  });

  it.each(['precious.csv', 'precious.jsonl'])(
    'does not touch %s before all files can be used',
    async (name) => {
      const precious = await files.write(name, 'precious\n');
      const same = files.path(`same-as-${name}.csv`);
      await symlink(precious, same);
      for (const [other, message] of [
        [files.path('no/x.csv'), /its folder does not exist/],
        [same, /same-as-\S+ is the same file as another output/],
      ] as const) {
        const fake = new FakeIo();
        expect(
          await fake.run('http://127.0.0.1:1/', '--output', precious, '--output', other, '--overwrite'),
        ).toBe(1);
        expect(fake.err).toMatch(message);
        expect(await readFile(precious, 'utf8')).toBe('precious\n');
      }
    },
  );

  it.each([
    ['twice.jsonl', 'sub/../twice.jsonl', /is the same file as another output/],
    ['twice.csv', 'sub/../twice.csv', /is the same file as another output/],
    ['lines.jsonl', 'lines.jsonl.lines', /is the same file as another output/],
    ['first.jsonl', 'no/x.csv', /its folder does not exist/],
  ])('leaves no new file behind where %s is refused beside %s', async (name, other, message) => {
    const folder = files.path('refused');
    await mkdir(`${folder}/sub`, { recursive: true });
    const outputs = [name, other].flatMap((each) => ['--output', `${folder}/${each}`]);
    const fake = new FakeIo();
    expect(await fake.run('http://127.0.0.1:1/', ...outputs, '--format', 'jsonl')).toBe(1);
    expect(fake.err).toMatch(message);
    expect(await readdir(folder)).toEqual(['sub']);
  });

  it('leaves the list alone that comes through the standard input', async () => {
    const list = await files.write('own.jsonl', 'http://127.0.0.1:1/\n');
    const handle = await open(list);
    try {
      const fake = new FakeIo({ input: Object.assign(handle.createReadStream(), { fd: handle.fd }) });
      expect(await fake.run('-', '--output', list, '--overwrite')).toBe(1);
      expect(fake.err).toMatch(/own\.jsonl is one of the lists that are read/);
    } finally {
      await handle.close();
    }
    expect(await readFile(list, 'utf8')).toBe('http://127.0.0.1:1/\n');
  });

  it('takes a line that is not UTF-8 for a failure of its own', async () => {
    await withServer(byPath, async ({ origin }) => {
      const list = Buffer.concat([Buffer.from([0x66, 0xfc, 0x0a]), Buffer.from(`${origin}/1\n`)]);
      const fake = new FakeIo({ input: Readable.from([list]) });
      expect(await fake.run('-', '--json', '--ordered')).toBe(2);
      expect(records(fake.out)).toMatchObject([
        { line: 1, kind: 'failure', url: '(line that is not UTF-8) f\ufffd', error: { code: 'invalid_url' } },
        { line: 2, kind: 'response', status: 200 },
      ]);
    });
  });

  it('sends what the flags say', async () => {
    const seen: string[] = [];
    const echo: Handler = (request, response) => {
      const { method = '', headers } = request;
      request.setEncoding('utf8').on('data', (body: string) => {
        seen.push(`${method} ${String(headers['x-a'])} ${headers['user-agent']} ${body}`);
      });
      request.on('end', () => response.end());
    };
    await withServer(echo, async ({ origin }) => {
      const body = await files.write('body.txt', 'from a file');
      const common = ['-H', 'X-A: 1', '--header', 'x-a:2', '--user-agent', 'me'];
      expect(await new FakeIo().run(`${origin}/`, ...common, '--data', 'plain')).toBe(0);
      expect(await new FakeIo().run(`${origin}/`, ...common, '--data', `@${body}`, '-X', 'put')).toBe(0);
      expect(seen).toEqual(['POST 1, 2 me plain', 'PUT 1, 2 me from a file']);
    });
  });

  it('follows the policy that the flags say', async () => {
    await withServer(byPath, async ({ origin }) => {
      const stays = new FakeIo();
      await stays.run(`${origin}/to/404`, '--no-follow');
      expect(stays.lines).toEqual([`302 ${origin}/to/404 → ${origin}/404`]);
      const bounded = new FakeIo();
      expect(await bounded.run(`${origin}/to/to/to/200`, '--max-redirects', '2')).toBe(2);
      expect(bounded.lines).toEqual([`too_many_redirects ${origin}/to/to/to/200 (more than 2 redirects)`]);
      const small = new FakeIo();
      expect(await small.run(`${origin}/1`, '--max-body', '1B')).toBe(2);
      expect(small.lines).toEqual([expect.stringMatching(`^body_too_large ${origin}/1 \\(the body from `)]);
    });
  });

  it('takes no body of more than 1 GB, unless it is told to', async () => {
    // Announced, and cut after a few bytes.
    const huge: Handler = (_, response) => {
      response.writeHead(200, { 'content-length': 1_000_000_001 });
      response.write('some', () => response.destroy());
    };
    await withServer(huge, async ({ origin }) => {
      const bounded = new FakeIo();
      expect(await bounded.run(origin, '--retries', '0')).toBe(2);
      expect(bounded.lines).toEqual([expect.stringMatching(`^body_too_large ${origin}/ \\(the body from `)]);
      const lifted = new FakeIo();
      expect(await lifted.run(origin, '--retries', '0', '--max-body', 'unlimited')).toBe(2);
      expect(lifted.lines).toEqual([expect.stringMatching(`^body_truncated ${origin}/ \\(`)]);
    });
  });

  it('keeps to the numbers in flight, under any strategy', async () => {
    // Nothing is answered before three have come, so that a cap below three would hang.
    const together: Handler = (_, response, server) => void server.arrived(3).then(() => response.end('ok'));
    await withServers([together, together], async ([one, two]) => {
      const urls = Array.from({ length: 24 }, (_, index) => `${(index % 2 ? one : two)?.origin}/${index}`);
      const fake = new FakeIo({ stdin: urls.join('\n') });
      expect(await fake.run('-', '--strategy', 'hybrid:2x4', '--per-host', '3')).toBe(0);
      expect(one?.peakInFlight).toBe(3);
      expect(two?.peakInFlight).toBe(3);
    });
  });
});

describe('a list that breaks off', () => {
  it('has its outcomes up to there, then a clear line and exit code 1', async () => {
    await withServer(byPath, async ({ origin }) => {
      const list = await files.write('broken.txt', gzipSync(`${origin}/1\n`).subarray(0, -8));
      const output = files.path('broken.jsonl');
      const fake = new FakeIo();
      expect(await fake.run(list, '--output', output)).toBe(1);
      expect(fake.lines).toEqual([`200 ${origin}/1`]);
      expect(records(await readFile(output, 'utf8'))).toHaveLength(1);
      expect(fake.err).toMatch(
        /1 request in .*\noverlap: .*broken\.txt is compressed with gzip and damaged/s,
      );
    });
  });

  it.each([
    ['a table', 'id,url\n1,ORIGIN/1\n', 'line 1: this is a table of 2 columns'],
    ['a sitemap', '<urlset><loc>ORIGIN/1</loc>\n</urlset>\n', 'line 1: this is XML or HTML'],
  ])('ends before anything is asked for, if it is %s', async (name, text, says) => {
    await withServer(byPath, async (server) => {
      const bytes = text.replace('ORIGIN', server.origin);
      const plain = await files.write(`${name}.txt`, bytes);
      const packed = await files.write(`${name}.gz`, gzipSync(bytes));
      for (const [source, label] of [
        [plain, plain],
        [packed, packed],
        ['-', 'the standard input'],
      ] as const) {
        const output = files.path(`${name}.jsonl`);
        const fake = new FakeIo({ stdin: bytes });
        expect(await fake.run(source, '--output', output)).toBe(1);
        expect(fake.out).toBe('');
        expect(fake.err).toMatch(/^[^\n]+\n$/);
        expect(fake.err).toContain(`overlap: ${label}, ${says}`);
        expect(existsSync(output)).toBe(false);
      }
      expect(server.arrivals).toEqual([]);
    });
  });

  it('ends before anything is asked for, also if it stands behind another list', async () => {
    await withServer(byPath, async ({ origin, arrivals }) => {
      const list = await files.write('first.txt', `${origin}/1\n`);
      const table = await files.write('second.csv', `url,id`);
      const fake = new FakeIo();
      expect(await fake.run(list, table)).toBe(1);
      expect(fake.err).toContain(`overlap: ${table}, line 1: this is a table of 2 columns`);
      expect(fake.out).toBe('');
      expect(arrivals).toEqual([]);
    });
  });

  it('leaves no file behind if it holds nothing at all', async () => {
    const output = files.path('none.jsonl');
    const fake = new FakeIo({ stdin: '# nothing\n\n' });
    expect(await fake.run('-', '--output', output)).toBe(1);
    expect(fake.err).toBe('overlap: nothing to fetch: there is no URL in the standard input\n');
    expect(existsSync(output)).toBe(false);
  });
});
