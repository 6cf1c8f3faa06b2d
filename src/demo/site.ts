import type { OriginSettings } from './origin.ts';
import { startOrigins } from './origins.ts';
import { DEMO_PAGES, demoBody, type DemoPage } from './pages.ts';

/** Pages that take twenty minutes are slow enough; far beyond, Node's timers overflow and fire at once. */
const MAX_SCALE = 1000;

export type DemoSiteOptions = {
  /** Factor on every latency, up to 1000: 1 plays them at full length (10.25 s in sum), 0.1 at a tenth. */
  readonly scale: number;
};

/** The demo site, up and listening. */
export type DemoSite = {
  /** The eleven pages' URLs in the article's order, each with an origin of its own. */
  readonly urls: readonly string[];
  /** Ends everything at once, answers under way included. */
  close(): Promise<void>;
};

/**
 * Starts the embedded demo site: eleven loopback origins that wait as long as the article's pages did.
 * @throws RangeError if the scale is not above 0 and at most 1000
 */
export async function startDemoSite(options: DemoSiteOptions): Promise<DemoSite> {
  const { scale } = options;
  if (!(scale > 0 && scale <= MAX_SCALE)) {
    throw new RangeError(
      `the scale must be above 0 and at most ${MAX_SCALE}, such as 0.1 or 1, and not ${scale}`,
    );
  }
  const site = await startOrigins(DEMO_PAGES.map((page) => originOf(page, scale)));
  const urls = DEMO_PAGES.map((page, index) => `${site.origins[index]}/${page.name}`);
  return { urls, close: () => site.close() };
}

/** An origin that has the one page, under any path. */
function originOf(page: DemoPage, scale: number): OriginSettings {
  const text = demoBody(page);
  const bytes = Buffer.byteLength(text);
  const reply = {
    latency: page.latency * scale,
    answer: { status: 200, contentType: 'text/html; charset=utf-8', text, bytes },
  };
  return { reply: () => reply };
}
