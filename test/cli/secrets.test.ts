/** What a run is given in confidence: it reaches the hosts that it is for, and nobody and nothing else. */
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { withServers } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Handler, WatchedServer } from '../support/watched-server.ts';
import { FakeIo } from './fake-io.ts';

const files = temporaryFolder();

const SECRET = 'hunter2';
const BASIC = `Basic ${Buffer.from(`joe:${SECRET}`).toString('base64')}`;
/** No way of writing it may appear. */
const TRACES = [
  SECRET,
  Buffer.from(`joe:${SECRET}`).toString('base64'),
  Buffer.from(SECRET).toString('base64'),
];

/** What arrived where: `path authorization cookie body`, headers that are absent as `-`. */
class Arrivals {
  readonly lines: string[] = [];

  /** Redirects `/away` to the stranger. */
  handler(name: string, stranger: () => string): Handler {
    return (request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        const { authorization = '-', cookie = '-' } = request.headers;
        this.lines.push([name, request.url, authorization, cookie, body].join(' '));
        if (request.url === '/away') response.writeHead(302, { location: `${stranger()}/there` });
        if (request.url === '/there') response.writeHead(302, { location: `${stranger()}/back` });
        response.end('ok');
      });
    };
  }
}

/** Runs the command on a host and a stranger; `argv` is told where they are. */
async function runOn(argv: (home: WatchedServer) => Promise<readonly string[]> | readonly string[]) {
  const arrivals = new Arrivals();
  const io = new FakeIo({ terminals: ['stderr'] });
  let code = 0;
  let [homeOrigin, strangerOrigin] = ['', ''];
  const handlers = [
    arrivals.handler('home', () => strangerOrigin),
    arrivals.handler('stranger', () => homeOrigin),
  ];
  await withServers(handlers, async ([home, stranger]) => {
    if (!home || !stranger) throw new Error('two servers were started');
    // Another origin, and another host, too.
    [homeOrigin, strangerOrigin] = [home.origin, stranger.origin.replace('127.0.0.1', 'localhost')];
    code = await io.run(...(await argv(home)));
  });
  return { io, code, arrived: arrivals.lines };
}

async function netrcFor(host: string): Promise<string> {
  return files.write('netrc', `machine ${host} login joe password ${SECRET}\n`);
}

/** Every output that there is, in a folder of its own. */
function allOutputs(name: string): string[] {
  const file = (end: string): string => files.path(`${name}-${end}`);
  return [
    ...['out.jsonl', 'out.csv', 'out.txt'].flatMap((end) => ['--output', file(end)]),
    ...['har', 'trace', 'metrics', 'save'].flatMap((flag) => [`--${flag}`, file(flag)]),
    '--verbose-attempts',
  ];
}

/** All that a command has said and written. */
async function everything(io: FakeIo, name: string): Promise<string> {
  const texts = [io.out, io.err];
  const folder = files.path('.');
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!`${entry.parentPath}/${entry.name}`.includes(`/${name}-`)) continue;
    texts.push(entry.name);
    if (entry.isFile()) texts.push(await readFile(`${entry.parentPath}/${entry.name}`, 'latin1'));
  }
  return texts.join('\n');
}

describe('a secret', () => {
  test.each([
    [
      'in the URL',
      'joe',
      (home: WatchedServer) => [home.origin.replace('//', `//joe:${SECRET}@`)].map((url) => `${url}/away`),
      `home /away ${BASIC} - `,
    ],
    [
      'in -H Authorization',
      'bearer',
      (home: WatchedServer) => [`${home.origin}/away`, '-H', `Authorization: Bearer ${SECRET}`],
      `home /away Bearer ${SECRET} - `,
    ],
    [
      'in a cookie',
      'cookie',
      (home: WatchedServer) => [`${home.origin}/away`, '-H', `Cookie: a=${SECRET}`],
      `home /away - a=${SECRET} `,
    ],
    [
      'in a .netrc file',
      'netrc',
      async (home: WatchedServer) => [`${home.origin}/away`, '--netrc-file', await netrcFor('127.0.0.1')],
      `home /away ${BASIC} - `,
    ],
    [
      'in what is sent',
      'data',
      (home: WatchedServer) => [`${home.origin}/away`, '--data', SECRET],
      `home /away - - ${SECRET}`,
    ],
  ])(
    '%s reaches its host, and no output, and nobody by a redirect, nor its host again',
    async (_, name, argv, first) => {
      const { io, code, arrived } = await runOn(async (home) => [...(await argv(home)), ...allOutputs(name)]);
      expect(code).toBe(0);
      expect(arrived).toEqual([first, 'stranger /there - - ', 'home /back - - ']);
      const text = await everything(io, name);
      expect(text.length).toBeGreaterThan(2000);
      for (const trace of TRACES) expect(text).not.toContain(trace);
    },
  );

  test('of a host in .netrc does not go to another one, also not where a redirect leads to it', async () => {
    const netrc = await netrcFor('localhost');
    const { code, arrived } = await runOn((home) => [`${home.origin}/away`, '--netrc-file', netrc]);
    expect(code).toBe(0);
    expect(arrived).toEqual(['home /away - - ', 'stranger /there - - ', 'home /back - - ']);
  });

  test('in .netrc gives way to the URL and to -H', async () => {
    const netrc = await netrcFor('127.0.0.1');
    const other = `Basic ${Buffer.from('ann:x').toString('base64')}`;
    const inUrl = await runOn((home) => [`${home.origin.replace('//', '//ann:x@')}/`, '--netrc-file', netrc]);
    expect(inUrl.arrived).toEqual([`home / ${other} - `]);
    const given = ['-H', 'Authorization: mine', '--netrc-file', netrc];
    const inHeader = await runOn((home) => [`${home.origin}/`, ...given]);
    expect(inHeader.arrived).toEqual(['home / mine - ']);
  });

  test('is in no comparison either', async () => {
    const { io, code } = await runOn((home) => [
      'compare',
      `${home.origin.replace('//', `//joe:${SECRET}@`)}/`,
      '-H',
      `Cookie: a=${SECRET}`,
      '--rounds',
      '3',
      '--contender',
      'async:1',
      '--contender',
      'sequential',
      ...['markdown', 'csv', 'har', 'trace', 'html'].flatMap((end) => [
        `--${end}`,
        files.path(`compared-${end}`),
      ]),
    ]);
    expect(code).toBe(0);
    const text = await everything(io, 'compared');
    for (const trace of TRACES) expect(text).not.toContain(trace);
  });

  test.each([
    [['-H', `Authorization Bearer ${SECRET}`]],
    [['-H', `: ${SECRET}`]],
    [['-H', `Bad Name: ${SECRET}`]],
    [['-H', `X: ${SECRET}\u0000`]],
    [['--output', `http://joe:${SECRET}@h/`]],
    [['--output', `http://joe:${SECRET}@h/results.jsonl`]],
    [['--har', `http://${SECRET}@h/`]],
    [['--save', `http://joe:a@${SECRET}@h/`]],
    [['--strategy', `http://joe:${SECRET}@h/`]],
    [['--timeout', `http://joe:${SECRET}@h/`]],
    [['--dns-server', `joe:${SECRET}@1.1.1.1`]],
    [['--resolve', `http://joe:${SECRET}@h:80:127.0.0.1`]],
    [[`--heather=Authorization: Bearer ${SECRET}`]],
    [[`--heather=${SECRET}`]],
    [[`joe:${SECRET}@h.test`]],
    [[`ftp://joe:${SECRET}@h.test/`]],
    [['http://a.test/', `https://joe:${SECRET}@:x/`]],
    [['--proxy', `ftp://joe:${SECRET}@h:1`]],
    [['--proxy', `joe:${SECRET}@h:1`, '--deny-private']],
    [['--proxy', `http://joe:${SECRET}@127.0.0.1:1`]],
    [['--netrc-file', `http://joe:${SECRET}@h/`]],
  ])('is not said again by a complaint about %j', async (argv) => {
    const io = new FakeIo();
    const code = await io.run('http://127.0.0.1:1/', '--retries', '0', ...argv);
    expect(code).toBeGreaterThan(0);
    const said = io.out + io.err;
    expect(said).not.toContain(SECRET);
    expect(said.length).toBeGreaterThan(0);
  });
});
