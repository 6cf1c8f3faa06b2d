import type { Mutable } from '../util/mutable.ts';
import { type Rate, intervalOf } from '../options/rate.ts';
import { defaultBurst } from '../util/token-bucket.ts';
import { chancesOf, type PageKey } from './chances.ts';
import { type Distribution, sample } from './distribution.ts';
import type { OriginSettings } from './origin.ts';
import type { PageReply } from './page-reply.ts';

/** A host as it is wished for; what varies from page to page is a distribution. */
export type HostSettings = {
  /** Milliseconds for which a request is served before its answer begins. */
  readonly latency: Distribution;
  /** Bytes of a page. */
  readonly size: Distribution;
  /** Requests that are served at once; the others wait for their turn. Default: any number. */
  readonly capacity?: number;
  /** Pages that fail, each time that they are asked for. Default: none. */
  readonly errors?: PageErrors;
  /** Requests beyond it are answered with 429 and `Retry-After`. Default: no bound. */
  readonly rate?: Rate;
};

export type PageErrors = {
  /** Share of the pages, from 0 to 1. */
  readonly share: number;
  /** The HTTP status that they have, or that the connection breaks. */
  readonly answer: number | 'reset';
};

/** An hour is slow enough; far beyond, Node's timers overflow and fire at once. */
const MOST_LATENCY = 3_600_000;
/** A long tail of sizes would otherwise fill a disk. */
const MOST_BYTES = 1e9;

/** A host with a page under each path; `seed` and the host's number decide what each page is like. */
export function hostOrigin(
  host: HostSettings,
  { seed, host: number }: Omit<PageKey, 'path'>,
): OriginSettings {
  const reply = (path: string): PageReply => replyOf(host, { seed, host: number, path });
  const { capacity, rate } = host;
  const settings: Mutable<OriginSettings> = { reply };
  if (capacity !== undefined) settings.capacity = capacity;
  if (rate !== undefined) {
    const interval = intervalOf(rate, 'the rate of a host');
    settings.rate = { interval, burst: defaultBurst(interval) };
  }
  return settings;
}

/** How a host answers for a page: the same every time. */
export function replyOf(host: HostSettings, key: PageKey): PageReply {
  const chances = chancesOf(key);
  const latency = Math.min(MOST_LATENCY, sample(host.latency, chances.latency));
  const { share, answer } = host.errors ?? { share: 0, answer: 200 };
  const fails = chances.error < share;
  if (fails && answer === 'reset') return { latency, answer };
  const bytes = Math.min(MOST_BYTES, Math.round(sample(host.size, chances.size)));
  const status = fails && answer !== 'reset' ? answer : 200;
  const text = `${key.path}\nA page of the demo site.\n`;
  return { latency, answer: { status, contentType: 'text/plain; charset=utf-8', text, bytes } };
}
