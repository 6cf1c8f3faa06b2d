/** One page of the demo site. */
export type DemoPage = {
  /** Host and path that the page stands for; they become the path on its own loopback origin. */
  readonly name: string;
  /** Milliseconds from the request received to the answer begun, at full length. */
  readonly latency: number;
};

/**
 * The article's eleven pages in its order. Their latencies sum to what its one-after-another function took
 * (10.25 s), and the slowest is what its overlapping functions come down to (1.31 s); the spread between
 * is ours.
 */
export const DEMO_PAGES: readonly DemoPage[] = [
  { name: 'docs.python.org/3/', latency: 760 },
  { name: 'github.com/trending/', latency: 1120 },
  { name: 'www.youtube.com/feed/trending/', latency: 1310 },
  { name: 'stackoverflow.com/questions/', latency: 1040 },
  { name: 'docs.djangoproject.com/en/3.0/', latency: 880 },
  { name: 'requests.readthedocs.io/en/master/', latency: 930 },
  { name: 'docs.aiohttp.org/en/stable/', latency: 850 },
  { name: 'packaging.python.org/', latency: 690 },
  { name: 'itsfoss.com/', latency: 1010 },
  { name: 'www.freecodecamp.org/news/', latency: 960 },
  { name: 'gist.github.com/discover', latency: 700 },
];

/** The page's HTML; the same bytes every time. */
export function demoBody(page: DemoPage): string {
  return `<!doctype html>\n<title>${page.name}</title>\n<p>A page of the demo site, ${page.latency} ms away.</p>\n`;
}
