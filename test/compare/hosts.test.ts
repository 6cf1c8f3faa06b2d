import { expect, test } from 'vitest';
import { requestsByHost } from '../../src/compare/hosts.ts';

test('counts the requests of each origin: scheme, host and port', () => {
  const requests = [
    'http://a.example/1',
    'http://A.example:80/2',
    new URL('https://a.example/'),
    { url: 'http://a.example:8080/' },
    'http://user:secret@a.example/3',
  ];
  expect(requestsByHost(requests)).toEqual([3, 1, 1]);
});

test('what cannot be fetched names no host', () => {
  expect(requestsByHost(['nonsense', 'ftp://a.example/'])).toEqual([]);
});
