import { expect, test } from 'vitest';
import { parseHosts } from '../../../src/names/system/hosts-file.ts';

function told(text: string): Record<string, string> {
  const entries = [...parseHosts(text)].map(([name, addresses]) => [
    name,
    addresses.map(({ address, family }) => `${address}/${family}`).join(' '),
  ]);
  return Object.fromEntries(entries);
}

test('names are read without their case, in all their lines, each address once', () => {
  const text = [
    '127.0.0.1\tlocalhost Local.Example.  # here',
    '::1 localhost',
    '127.0.0.1 localhost',
    '#192.0.2.9 commented.example',
    '192.0.2.300 wrong.example',
    'fe80::1%eth0 zoned.example',
    '192.0.2.1',
    '',
  ].join('\r\n');
  expect(told(text)).toEqual({ localhost: '127.0.0.1/4 ::1/6', 'local.example': '127.0.0.1/4' });
});

test('ten times the lines take about ten times as long', () => {
  const few = Math.min(...[1, 2, 3].map(() => secondsFor(10_000)));
  expect(secondsFor(100_000)).toBeLessThan(50 * few);
});

function secondsFor(count: number): number {
  const text = Array.from({ length: count }, (_, index) => `0.0.0.0 ad-${index}.example`).join('\n');
  const { user } = process.cpuUsage();
  expect(parseHosts(text).size).toBe(count);
  return (process.cpuUsage().user - user) / 1e6;
}
