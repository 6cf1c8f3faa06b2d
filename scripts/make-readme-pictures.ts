// Makes the run that the README shows: its text, and the pictures of its report in light and dark.
//
//   npm run pictures
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { findChromium } from '../test/browser/chromium.ts';

const run = promisify(execFile);
const inRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const WIDTH = 1280;

/** Runs the demo, as slow as the article's pages were, and returns what it printed. */
async function demo(report: string): Promise<string> {
  const bin = inRoot('dist/cli/bin.cjs');
  const { stdout } = await run(process.execPath, [bin, 'demo', '--scale', '1', '--quiet', '--html', report]);
  return stdout;
}

/** Puts a text into the README, between the marks that stand around it. */
async function putIntoReadme(text: string): Promise<void> {
  const readme = await readFile(inRoot('README.md'), 'utf8');
  const block = `<!-- demo -->\n\n\`\`\`\n${text.trimEnd()}\n\`\`\`\n\n<!-- /demo -->`;
  const changed = readme.replace(/<!-- demo -->[^]*<!-- \/demo -->/, () => block);
  if (!changed.includes(block))
    throw new Error('the README has no place for the run: <!-- demo --> … <!-- /demo -->');
  await writeFile(inRoot('README.md'), changed);
}

/** The report from its top to the end of its waterfall. */
async function picture(report: string, scheme: 'light' | 'dark'): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('there is no Chromium; set CHROMIUM to its path');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ colorScheme: scheme, viewport: { width: WIDTH, height: 900 } });
    await page.goto(pathToFileURL(report).href);
    const box = await page.locator('section#waterfall').boundingBox();
    const height = Math.ceil((box?.y ?? 0) + (box?.height ?? 900) + 20);
    await page.screenshot({
      path: inRoot(`docs/images/report-${scheme}.png`),
      clip: { x: 0, y: 0, width: WIDTH, height },
      fullPage: true,
    });
  } finally {
    await browser.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'overlap-pictures-'));
try {
  const report = join(folder, 'report.html');
  await putIntoReadme(await demo(report));
  await mkdir(inRoot('docs/images'), { recursive: true });
  await picture(report, 'light');
  await picture(report, 'dark');
} finally {
  await rm(folder, { recursive: true, force: true });
}
