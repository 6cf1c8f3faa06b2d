import { expect, test } from 'vitest';
import { countHosts } from '../../src/compare/hosts.ts';

test('counts origins: scheme, host and port', () => {
  const requests = [
    'http://a.example/1',
    'http://A.example:80/2',
    new URL('https://a.example/'),
    { url: 'http://a.example:8080/' },
    'http://user:secret@a.example/3',
  ];
  expect(countHosts(requests)).toBe(3);
});

test('what cannot be fetched names no host', () => {
  expect(countHosts(['nonsense', 'ftp://a.example/'])).toBe(0);
});
