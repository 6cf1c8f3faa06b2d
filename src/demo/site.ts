import { startDemoOrigin } from './origin.ts';
import { DEMO_PAGES } from './pages.ts';

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
 * Origins differ by port alone, so it needs no second loopback address (macOS and Windows have only one up).
 * @throws RangeError if the scale is not above 0 and at most 1000
 */
export async function startDemoSite(options: DemoSiteOptions): Promise<DemoSite> {
  const { scale } = options;
  if (!(scale > 0 && scale <= MAX_SCALE)) {
    throw new RangeError(
      `the scale must be above 0 and at most ${MAX_SCALE}, such as 0.1 or 1, and not ${scale}`,
    );
  }
  const starts = await Promise.allSettled(
    DEMO_PAGES.map((page) => startDemoOrigin(page, page.latency * scale)),
  );
  const origins = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const close = async (): Promise<void> => {
    await Promise.all(origins.map((origin) => origin.close()));
  };
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed) {
    await close();
    throw failed.reason;
  }
  return { urls: origins.map((origin) => origin.url), close };
}
