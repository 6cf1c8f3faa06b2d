/** A report on paper, in a narrow window, and as images. */
import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { comparisonReport } from '../../src/report/html/comparison-report.ts';
import { RunReport } from '../../src/report/html/run-report.ts';
import { simulatedRun } from '../report/html/simulated-run.ts';
import { findChromium } from './chromium.ts';
import { browserPages } from './pages.ts';
import { sweepComparison } from './sweep-comparison.ts';

const CHARTS = ['speed-up', 'sweep', 'in-flight', 'waterfall'];

/** Pixels between the margins of a page (CSS: 96 in an inch), and what is to be left of them at the sides. */
const PAPERS = [
  ['A4', 794 - 106],
  ['Letter', 816 - 106],
] as const;

type PaperLooks = {
  readonly ink: string;
  readonly avoids: readonly string[];
  readonly tallest: number;
  readonly legend: number;
};

function runReport() {
  const report = new RunReport('results.jsonl');
  for (const outcome of simulatedRun({ requests: 400, slots: 16, failing: 0.2 })) report.add(outcome);
  return report.finish();
}

/** The elements that are cut, or stick out of the page, as what they say. */
function cut(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`[...document.querySelectorAll('main *, canvas')]
    .filter((each) => each.getClientRects().length > 0)
    .filter((each) => {
      const { right } = each.getBoundingClientRect();
      const { overflowX } = getComputedStyle(each);
      const isCut = overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 1 && each.tagName !== 'svg';
      return right > document.documentElement.clientWidth + 1 || isCut;
    })
    .map((each) => each.tagName + ' ' + each.textContent.slice(0, 60))`);
}

/** The texts of an image that stand over each other, by twos. */
async function collisions(page: Page, svg: string): Promise<readonly string[]> {
  await page.setContent(`<!doctype html><body style="margin:0">${svg}</body>`);
  return page.evaluate<readonly string[]>(`(() => {
    const boxes = [...document.querySelectorAll('text')]
      .map((each) => ({ text: each.textContent, box: each.getBoundingClientRect() }))
      .filter(({ text, box }) => text.trim() !== '' && box.width > 0);
    return boxes.flatMap(({ text, box }, n) => boxes.slice(n + 1)
      .filter(({ box: other }) => box.left < other.right && other.left < box.right && box.top + 3 < other.bottom && other.top + 3 < box.bottom)
      .map((other) => text + ' | ' + other.text));
  })()`);
}

/** A page without a policy, which may have styles in it. */
async function blankPage(page: Page): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  return browser.newPage();
}

async function saved(page: Page, chart: string, kind: 'PNG' | 'SVG'): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`section#${chart} .images`).getByRole('button', { name: kind }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(new RegExp(`^[a-z-]+\\.${kind.toLowerCase()}$`, 'u'));
  return readFile(await download.path());
}

const hasChromium = findChromium() !== undefined;

describe.skipIf(!hasChromium && !process.env['CI'])('a report', { timeout: 60_000 }, () => {
  const open = browserPages();

  test.each(PAPERS)('on %s: light, whole, with its legends, no chart on two pages', async (_name, width) => {
    for (const model of [comparisonReport(sweepComparison()), runReport()]) {
      const { page, faults } = await open(model, 'dark');
      await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width, height: 1000 });
      expect(await cut(page)).toEqual([]);
      const looks = await page.evaluate<PaperLooks>(`({
        ink: getComputedStyle(document.body).color,
        avoids: [...document.querySelectorAll('section:has(.chart)')].map((each) => getComputedStyle(each).breakInside),
        tallest: Math.max(...[...document.querySelectorAll('section:has(.chart)')].map((each) => each.offsetHeight)),
        legend: [...document.querySelectorAll('#waterfall-phases button')].filter((each) => each.offsetWidth > 0).length,
      })`);
      expect(looks.ink).toBe('rgb(26, 31, 39)');
      expect(new Set(looks.avoids)).toEqual(new Set(['avoid']));
      // Letter has 950 pixels between its margins, from top to bottom.
      expect(looks.tallest).toBeLessThan(950);
      expect(looks.legend).toBe(8);
      // In dark, a chart's text would be light.
      expect(await page.evaluate<string>(inkOfChart('in-flight'))).toBe('dark');
      await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
      await page.emulateMedia({ media: 'screen' });
      await expect.poll(() => page.evaluate<string>(inkOfChart('in-flight'))).toBe('light');
      expect(faults).toEqual([]);
    }
  });

  test.each(['light', 'dark'] as const)(
    '390 pixels wide, in %s: nothing sticks out, charts use the width',
    async (scheme) => {
      for (const model of [comparisonReport(sweepComparison()), runReport()]) {
        const { page, faults } = await open(model, scheme);
        await page.setViewportSize({ width: 390, height: 800 });
        // Charts follow the window's width a frame later.
        await expect.poll(() => page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);
        const captions = await page.evaluate<readonly number[]>(
          `[...document.querySelectorAll('caption')].map((each) => each.getBoundingClientRect().right)`,
        );
        for (const right of captions) expect(right).toBeLessThanOrEqual(390);
        const widths = await page.evaluate<readonly number[]>(
          `[...document.querySelectorAll('.chart canvas')].map((each) => each.getBoundingClientRect().width)`,
        );
        for (const width of widths) expect(width).toBeGreaterThan(320);
        await page.evaluate(axe.source);
        const violations = await page.evaluate<readonly { id: string; impact: string }[]>(
          'axe.run().then(({ violations }) => violations)',
        );
        expect(
          violations.filter(({ impact }) => /serious|critical/u.test(impact)).map(({ id }) => id),
        ).toEqual([]);
        expect(faults).toEqual([]);
      }
    },
  );

  test.each([390, 1280])('%d pixels wide: no two labels of a chart stand over each other', async (width) => {
    const { page } = await open(comparisonReport(sweepComparison()));
    await page.setViewportSize({ width, height: 800 });
    const images: string[] = [];
    for (const chart of CHARTS) images.push((await saved(page, chart, 'SVG')).toString());
    const blank = await blankPage(page);
    for (const [n, image] of images.entries()) {
      expect({ chart: CHARTS[n], over: await collisions(blank, image) }).toEqual({
        chart: CHARTS[n],
        over: [],
      });
    }
  });

  test('its charts are saved as they are, light and with a legend', async () => {
    const { page, faults } = await open(comparisonReport(sweepComparison()), 'dark');
    // Where no policy of ours forbids the styles in an image.
    const blank = await blankPage(page);
    let waterfall = '';
    for (const chart of ['sweep', 'waterfall']) {
      const size = await page.evaluate<{ width: number; height: number }>(
        `(({ clientWidth: width, clientHeight: height }) => ({ width, height }))(document.querySelector('#${chart}-chart'))`,
      );
      const svg = (await saved(page, chart, 'SVG')).toString();
      if (chart === 'waterfall') waterfall = svg;
      const png = await saved(page, chart, 'PNG');
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect(png.readUInt32BE(16)).toBe(size.width);
      expect(png.readUInt32BE(20)).toBeGreaterThan(size.height);
      // A blank one has hardly any bytes.
      expect(png.length).toBeGreaterThan(4000);
      const fault = await blank.evaluate<string | null>(
        `new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml').querySelector('parsererror')?.textContent ?? null`,
      );
      expect(fault).toBeNull();
      expect(svg).toContain('fill="#ffffff"');
      expect(svg).not.toMatch(/var\(--|light-dark|href=/u);
    }
    for (const phase of ['dns', 'connect', 'wait', 'receive'])
      expect(waterfall).toContain(`>${phase}</text>`);
    expect(waterfall).not.toContain('>queued</text>');
    expect(faults).toEqual([]);
  });

  test('what tells of a request stays in the window, also where only a corner of the chart is in it', async () => {
    const { page } = await open(comparisonReport(sweepComparison()));
    await page.setViewportSize({ width: 600, height: 420 });
    for (const chart of ['speed-up', 'in-flight', 'waterfall']) {
      for (const block of ['start', 'end']) {
        await page.evaluate(
          `document.querySelector('#${chart}-chart').scrollIntoView({ block: '${block}' })`,
        );
        const box = await page.locator(`#${chart}-chart`).boundingBox();
        if (!box) throw new Error('the chart is not there');
        const top = Math.max(box.y, 0) + 40;
        const bottom = Math.min(box.y + box.height, 420) - 50;
        for (const [x, y] of [
          [box.x + 100, top],
          [box.x + box.width - 190, bottom],
        ] as const) {
          await page.mouse.move(x, y);
          await page.mouse.move(x + 1, y);
          const out = await page.evaluate<
            readonly string[]
          >(`[...document.querySelectorAll('#${chart}-chart .tip')]
            .filter((each) => each.offsetWidth > 0 && getComputedStyle(each.parentElement).opacity !== '0' && getComputedStyle(each.parentElement).visibility !== 'hidden')
            .map((each) => each.parentElement.getBoundingClientRect())
            .filter(({ left, top, right, bottom }) => left < 0 || top < 0 || right > innerWidth || bottom > innerHeight)
            .map((box) => JSON.stringify(box))`);
          expect(out).toEqual([]);
        }
      }
    }
  });
});

/** Whether the first text of a chart, the darkest or lightest of its pixels on the left, is dark or light. */
function inkOfChart(chart: string): string {
  return `(() => {
    const canvas = document.querySelector('#${chart}-chart canvas');
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, 60, canvas.height);
    let sum = 0;
    let count = 0;
    for (let n = 0; n < data.length; n += 4) {
      if (data[n + 3] < 200) continue;
      sum += data[n] + data[n + 1] + data[n + 2];
      count++;
    }
    return sum / count < 384 ? 'dark' : 'light';
  })()`;
}
