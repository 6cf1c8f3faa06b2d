import type { Behaviour } from './behaviour.ts';

/** URLs that go nowhere, as they may come from a program. */
export const URLS: readonly Behaviour[] = [
  ...[
    '',
    'http://',
    'http://a.test:65536/',
    'http://a.test:-1/',
    'http://a.test/\u0000',
    'http://a.test/\r\nx: y',
    'http://a.test/\u001b[31m',
    'http://xn--a/',
    'http://xn--0000/',
    'http://a b.test/',
    'http://1.2.3.256/',
    'http://user:secret@[::1',
    `http://${'a'.repeat(100)}\u0000.test/`,
    'not a URL',
  ].map((url): Behaviour => ({ name: JSON.stringify(url), url, outcome: 'invalid_url', attempts: 0 })),
  ...[
    'file:///etc/passwd',
    'ftp://a.test/',
    'data:,a',
    'javascript:alert(1)',
    'gopher://a.test/',
    'ws://a.test/',
  ].map((url): Behaviour => ({ name: JSON.stringify(url), url, outcome: 'unsupported_scheme', attempts: 0 })),
];
