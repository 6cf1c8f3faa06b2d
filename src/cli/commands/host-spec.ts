import type { Mutable } from '../../util/mutable.ts';
import { UsageError } from '../../core/errors.ts';
import type { HostSettings, PageErrors } from '../../demo/host.ts';
import { parseDistribution } from './distribution-text.ts';
import { parseCount } from '../../options/kinds/count.ts';
import { parseDuration } from '../../options/kinds/duration.ts';
import { parseRate } from '../../options/kinds/rate.ts';
import { parseSize } from '../../options/kinds/size.ts';

/** What a host is like that is not told otherwise. */
const DEFAULTS: HostSettings = {
  latency: { kind: 'constant', value: 100 },
  size: { kind: 'constant', value: 10_000 },
};

const KEYS = [
  'latency',
  'size',
  'capacity',
  'errors',
  'rate',
] as const satisfies readonly (keyof HostSettings)[];
type Key = (typeof KEYS)[number];

/**
 * Reads how a host is to behave, as in `latency=normal(80,20),size=10kB,capacity=16,errors=2%,rate=50/s`.
 * @throws {UsageError} naming the spec and what is wrong with it
 */
export function parseHostSpec(spec: string): HostSettings {
  const host: Mutable<HostSettings> = { ...DEFAULTS };
  const seen = new Set<Key>();
  for (const part of splitOutsideParentheses(spec.replaceAll(/\s/g, ''))) {
    try {
      const key = keyOf(part);
      if (seen.has(key)) throw new UsageError(`${key} stands there twice`);
      seen.add(key);
      set(host, key, part.slice(part.indexOf('=') + 1));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const where = part === '' ? '' : `${part}: `;
      throw new UsageError(`--host ${JSON.stringify(spec)}: ${where}${error.message}`);
    }
  }
  return host;
}

function set(host: Mutable<HostSettings>, key: Key, value: string): void {
  switch (key) {
    case 'latency':
      host.latency = parseDistribution(value, plainOr(parseDuration));
      return;
    case 'size':
      host.size = parseDistribution(value, plainOr(parseSize));
      return;
    case 'capacity':
      host.capacity = parseCount(value);
      return;
    case 'errors':
      host.errors = parseErrors(value);
      return;
    case 'rate':
      host.rate = parseRate(value);
  }
}

function keyOf(part: string): Key {
  const name = /^([a-z]+)=/.exec(part)?.[1];
  const key = KEYS.find((each) => each === name);
  if (key === undefined) {
    throw new UsageError(
      `write ${KEYS.slice(0, -1).join('=…, ')}=… or ${KEYS.at(-1)}=…, with commas between`,
    );
  }
  return key;
}

/** `2%`, `2%:503` or `2%:reset`; without more, a status of 500. */
function parseErrors(text: string): PageErrors {
  const [, percent, what = '500'] = /^([0-9]{1,3}(?:\.[0-9]+)?)%(?::(reset|[45][0-9]{2}))?$/.exec(text) ?? [];
  const share = Number(percent) / 100;
  if (!(share <= 1)) {
    throw new UsageError('write the share of pages that fail, and how, as 2%, 2%:503 or 2%:reset');
  }
  return { share, answer: what === 'reset' ? what : Number(what) };
}

/** Takes a number without a unit as it is: milliseconds, or bytes. */
function plainOr(parse: (text: string) => number): (text: string) => number {
  return (text) => (/^[0-9]{1,9}(?:\.[0-9]+)?$/.test(text) ? Number(text) : parse(text));
}

function splitOutsideParentheses(text: string): string[] {
  return text.split(/,(?![^()]*\))/);
}
