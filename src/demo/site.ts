import { startDemoOrigin } from './origin.ts';
import { DEMO_PAGES } from './pages.ts';

export type DemoSiteOptions = {
  /** Factor on every latency: 1 plays them at full length (10.25 s in sum), 0.1 at a tenth. */
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
 * @throws RangeError if the scale is not a positive number
 */
export async function startDemoSite(options: DemoSiteOptions): Promise<DemoSite> {
  const { scale } = options;
  if (!Number.isFinite(scale) || scale <= 0) {
    throw new RangeError(`the scale must be a number above 0, such as 0.1 or 1, and not ${scale}`);
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
