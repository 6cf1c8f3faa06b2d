/** All that is parsed by hand, given texts that are broken by chance: a value that makes sense, or one clear refusal. */
import { expect, test } from 'vitest';
import { parseHostSpec } from '../../src/cli/commands/host-spec.ts';
import { parseCount } from '../../src/options/kinds/count.ts';
import { parseDuration } from '../../src/options/kinds/duration.ts';
import { parseHeader } from '../../src/options/kinds/header.ts';
import { parseSize } from '../../src/options/kinds/size.ts';
import { parseDnsServer } from '../../src/options/dns-server.ts';
import { UsageError } from '../../src/core/errors.ts';
import { parsePinnedAddress } from '../../src/core/pinned-address.ts';
import { parseProxy } from '../../src/options/proxy.ts';
import { intervalOf } from '../../src/options/rate.ts';
import { retryAfter } from '../../src/schedule/pace/retry-after.ts';
import { textOf } from '../../src/schedule/text-of.ts';
import { parseNetrc } from '../../src/input/netrc.ts';
import { Chance } from './mutants/chance.ts';

const MUTANTS = 2000;

const isPositive = (value: unknown): boolean => typeof value === 'number' && value > 0 && value < Infinity;
const isAnything = (value: unknown): boolean => value !== undefined;

test.each([
  ['durations', ['500ms', '1.5s', '2m', '1h'], parseDuration, isPositive],
  ['sizes', ['10MB', '512KiB', '100B', '1.5GB'], parseSize, isPositive],
  ['counts', ['1', '64', '999999999999999'], (text: string) => parseCount(text), isPositive],
  ['rates', ['5/s', '30/m', '1000/h', '0.5'], (text: string) => intervalOf(text, 'rate'), isPositive],
  [
    'hosts of overlap serve',
    ['latency=normal(80,20),size=10kB,capacity=16', 'errors=2%:503,rate=50/s'],
    parseHostSpec,
    isAnything,
  ],
  ['pinned addresses', ['a.test:80:127.0.0.1', '*:443:[::1],10.0.0.1'], parsePinnedAddress, isAnything],
  ['name servers', ['1.1.1.1', '[::1]:5353', '127.0.0.1:53'], parseDnsServer, isAnything],
  ['proxies', ['http://u:p@p.test:3128', 'socks5h://[::1]', 'p.test:80'], parseProxy, isAnything],
  ['headers', ['Accept: text/html', 'x:', 'Cookie: a=b'], parseHeader, isAnything],
  [
    '.netrc files',
    ['machine a login "u\\"" password p\n# c\nmacdef m\n\ndefault login x'],
    parseNetrc,
    isAnything,
  ],
  [
    'Retry-After',
    ['120', 'Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 2094'],
    (text: string) => retryAfter(text, 0) ?? 1,
    (value: unknown) => value === 0 || isPositive(value),
  ],
  [
    'content types',
    ['text/html; charset=utf-8', 'text/plain;charset="latin1"', 'a/b; charset=utf-16le; x=y'],
    (text: string) => textOf(new Uint8Array([0x68, 0xe4, 0xff]), text),
    (value: unknown) => typeof value === 'string',
  ],
] as const)('%s', (_name, samples, parse: (text: string) => unknown, makesSense) => {
  const odd: string[] = [];
  for (let number = 1; number <= MUTANTS; number += 1) {
    const chance = new Chance(number);
    const text = chance.mutate(chance.oneOf(samples));
    try {
      const value = parse(text);
      if (!makesSense(value)) odd.push(`${JSON.stringify(text)} is ${String(value)}`);
    } catch (error) {
      const isClear = error instanceof UsageError && error.message !== '';
      if (!isClear) odd.push(`${JSON.stringify(text)} throws ${String(error)}`);
    }
  }
  expect(odd).toEqual([]);
});
