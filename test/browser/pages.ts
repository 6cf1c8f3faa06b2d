import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { htmlPage } from '../../src/report/html/html-page.ts';
import type { ReportModel } from '../../src/report/picture/model.ts';
import { pageAssets } from '../../src/report/html/page-assets.ts';
import { findChromium } from './chromium.ts';

/** A page that is open, and what it did that it should not. */
type OpenPage = {
  readonly page: Page;
  /** Bytes of the file. */
  readonly bytes: number;
  /** Messages on the console, errors that nobody caught, dialogs, and requests besides the page itself. */
  readonly faults: readonly string[];
  /** Milliseconds of processor time that the page has taken so far, which do not depend on what else is busy. */
  readonly cpuTime: () => Promise<number>;
};

type Pages = (model: ReportModel, scheme?: 'light' | 'dark') => Promise<OpenPage>;

/** Opens reports in one browser, which is there for the tests of one file. */
export function browserPages(): Pages {
  let browser: Browser | undefined;
  let folder = '';
  let count = 0;
  beforeAll(async () => {
    const executablePath = findChromium();
    if (executablePath === undefined)
      throw new Error('no Chromium: install Debian’s package, or set CHROMIUM');
    folder = await mkdtemp(join(tmpdir(), 'overlap-pages-'));
    // Without a sandbox it also runs as root, as in a container; it opens nothing but our own files.
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: 60_000 });
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });
  return async (model, scheme = 'light') => {
    if (!browser) throw new Error('the browser has not started');
    const path = join(folder, `${(count += 1)}.html`);
    const html = htmlPage(model, pageAssets());
    await writeFile(path, html);
    const page = await browser.newPage({ colorScheme: scheme, viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(15_000);
    const faults: string[] = [];
    const url = pathToFileURL(path).href;
    page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => {
      faults.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url() !== url) faults.push(`request: ${request.url()}`);
    });
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const cpuTime = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
    };
    await page.goto(url);
    return { page, bytes: Buffer.byteLength(html), faults, cpuTime };
  };
}
