import { gzipSync } from 'node:zlib';
import type { FailureCode } from '../../src/core/failure-code.ts';

/** What became of a line: its number in the list, and its status or code. */
type LineResult = readonly [line: number, result: number | FailureCode];

/** One thing that a list may hold, and what must come of it. */
export type ListBehaviour = {
  readonly name: string;
  /** @param origin of a server that answers everything with 200 */
  readonly list: (origin: string) => string | Uint8Array;
  /** Of the lines that count, in their order. */
  readonly results: readonly LineResult[];
  readonly argv?: readonly string[];
  /** What is said of the list as a whole, where it can be read no further. */
  readonly error?: RegExp;
};

/** A list of one line that is no URL, between two that are. */
function badLine(name: string, line: string, code: FailureCode = 'invalid_url'): ListBehaviour {
  return {
    name,
    list: (origin) => `${origin}/1\n${line}\n${origin}/3`,
    results: [
      [1, 200],
      [2, code],
      [3, 200],
    ],
  };
}

/** An address that is not public, in one of the ways in which it may be written. */
function privateLine(address: string): ListBehaviour {
  return {
    name: `${address} where no private address is allowed`,
    list: () => `\nhttp://${address}/\n`,
    results: [[2, 'blocked_address']],
    argv: ['--deny-private'],
  };
}

export const LISTS: readonly ListBehaviour[] = [
  { name: 'a byte order mark', list: (origin) => `\ufeff${origin}/1\n`, results: [[1, 200]] },
  {
    name: 'lines that end with CR and LF',
    list: (origin) => `${origin}/1\r\n${origin}/2\r\n`,
    results: [
      [1, 200],
      [2, 200],
    ],
  },
  {
    name: 'a last line without an end, blank lines and comments',
    list: (origin) => `# list\n\n  \t\n${origin}/1\n # more\n${origin}/2#x`,
    results: [
      [4, 200],
      [6, 200],
    ],
  },
  { name: 'a packed list', list: (origin) => gzipSync(`${origin}/1\n`), results: [[1, 200]] },
  {
    name: 'a line that is not UTF-8',
    list: (origin) => Buffer.from(`${origin}/1\nhttp://caf\xe9.test/\n${origin}/3\n`, 'latin1'),
    results: [
      [1, 200],
      [2, 'invalid_url'],
      [3, 200],
    ],
  },
  {
    name: 'UTF-16',
    list: (origin) => Buffer.from(`\ufeff${origin}/1\n`, 'utf16le'),
    results: [],
    error: /line 1: .*UTF-16/u,
  },
  {
    name: 'UTF-16 without a mark',
    list: (origin) => Buffer.from(`${origin}/1\n`, 'utf16le'),
    results: [],
    error: /line 1: looks like UTF-16; save it as UTF-8/u,
  },
  {
    name: 'a binary file',
    list: () => Buffer.from('7f454c4602010100000000000000000003003e00', 'hex'),
    results: [],
    error: /line 1: .*NUL/u,
  },
  {
    name: 'a binary file that begins with a line',
    list: () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    results: [
      [1, 'invalid_url'],
      [2, 'invalid_url'],
    ],
    error: /line 3: .*NUL/u,
  },
  {
    name: 'a table',
    list: (origin) => `id,url\r\n1,${origin}/1\r\n2,${origin}/2\r\n`,
    results: [],
    error: /^overlap: the standard input, line 1: this is a table of 2 columns .*-f 2 \| overlap fetch -\n$/u,
  },
  {
    name: 'a packed table',
    list: (origin) => gzipSync(`# all of them\nurl;title\n${origin}/1;One\n`),
    results: [],
    error: /line 2: this is a table of 2 columns/u,
  },
  {
    name: 'a sitemap',
    list: (origin) => `<?xml version="1.0"?>\n<urlset><url><loc>${origin}/1</loc></url></urlset>\n`,
    results: [],
    error: /^overlap: the standard input, line 1: this is XML or HTML.*\n$/u,
  },
  {
    name: 'a packed sitemap in a single long line',
    list: (origin) => gzipSync(`\ufeff<urlset>${`<url><loc>${origin}/1</loc></url>`.repeat(5000)}</urlset>`),
    results: [],
    error: /line 1: this is XML or HTML/u,
  },
  {
    name: 'a tag in a list',
    list: (origin) => `${origin}/1\n<urlset>\n${origin}/3\n`,
    results: [
      [1, 200],
      [2, 'invalid_url'],
      [3, 200],
    ],
  },
  {
    name: 'zeros alone',
    list: () => Buffer.alloc(1_000_000),
    results: [],
    error: /line 1: .*NUL/u,
  },
  {
    name: 'a binary end',
    list: (origin) => `${origin}/1\n\0\0`,
    results: [
      [1, 200],
      [2, 'invalid_url'],
    ],
  },
  {
    name: 'zeros without a line',
    list: (origin) => Buffer.concat([Buffer.from(`${origin}/1\n`), Buffer.alloc(1_000_000)]),
    results: [
      [1, 200],
      [2, 'invalid_url'],
    ],
  },
  {
    name: 'a packed list that is cut',
    list: (origin) => gzipSync(`${origin}/1\n`.repeat(50)).subarray(0, -9),
    results: expect50(),
    error: /cut off|damaged|incomplete/u,
  },
  badLine('an escape sequence', 'http://a.test/\u001b[31m'),
  badLine('a C1 control character', 'http://a.test\u009b31m/'),
  badLine('a NUL in a path', 'http://a.test/\0'),
  badLine('a NUL before all else', '\0http://a.test/'),
  badLine('a tabulator in a host', 'http://a\t.test/'),
  badLine('port 65536', 'http://a.test:65536/'),
  badLine('broken punycode', 'http://xn--a/'),
  badLine('an endless line', `http://a.test/${'x'.repeat(1_000_000)}`),
  badLine('a scheme that is not fetched', 'gopher://a.test/', 'unsupported_scheme'),
  ...[
    '0x7f.1',
    '2130706433',
    '[::ffff:7f00:1]',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '0177.1',
    '127.1',
    '[::]',
    '[fe80::1]',
    '[fc00::1]',
    '169.254.169.254',
  ].map(privateLine),
];

function expect50(): LineResult[] {
  return Array.from({ length: 50 }, (_, index) => [index + 1, 200]);
}
