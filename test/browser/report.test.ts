/** Report pages in a real browser: what is drawn, what changes it, and that nothing else happens. */
import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { comparisonReport } from '../../src/report/html/comparison-report.ts';
import type { ReportModel } from '../../src/report/picture/model.ts';
import { RunReport } from '../../src/report/html/run-report.ts';
import { comparison } from '../report/fixture.ts';
import { simulatedRun } from '../report/html/simulated-run.ts';
import { findChromium } from './chromium.ts';
import { browserPages } from './pages.ts';
import { largeReport } from './large-report.ts';
import { sweepComparison } from './sweep-comparison.ts';

function reportOf(outcomes: readonly Outcome[]): ReportModel {
  const report = new RunReport('results.jsonl');
  for (const outcome of outcomes) report.add(outcome);
  return report.finish();
}

/** What a canvas shows, as a text that differs when it does. */
async function drawn(page: Page, id: string): Promise<string> {
  return page.evaluate<string>(`document.querySelector('#${id} canvas').toDataURL()`);
}

/** How many pixels of a chart have about this colour. */
function pixelsOf(page: Page, id: string, color: string): Promise<number> {
  return page.evaluate<number>(`(() => {
    const canvas = document.querySelector('#${id} canvas');
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    const [r, g, b] = '${color}'.match(/[0-9a-f]{2}/g).map((hex) => parseInt(hex, 16));
    let count = 0;
    for (let n = 0; n < data.length; n += 4) {
      if (Math.abs(data[n] - r) + Math.abs(data[n + 1] - g) + Math.abs(data[n + 2] - b) < 12 && data[n + 3] > 200) count++;
    }
    return count;
  })()`);
}

const status = (page: Page): Promise<string> => page.locator('#waterfall-status').innerText();

const outcomes = simulatedRun({ requests: 400, slots: 16, threads: 2, hosts: 5, failing: 0.05 });
const hasChromium = findChromium() !== undefined;
if (!hasChromium && !process.env['CI']) {
  process.stderr.write(
    'The report is not tried in a browser: there is no Chromium; set CHROMIUM to its path.\n',
  );
}

// Where everything must be shown to hold, a missing browser is a failure.
describe.skipIf(!hasChromium && !process.env['CI'])('a report in a browser', { timeout: 60_000 }, () => {
  const open = browserPages();

  test('of a comparison: every section, every chart drawn, nothing else done', async () => {
    const { page, faults } = await open(comparisonReport(sweepComparison()));
    for (const id of [
      'verdict',
      'contenders',
      'speed-up',
      'sweep',
      'in-flight',
      'waterfall',
      'errors',
      'environment',
      'data',
    ]) {
      expect(await page.locator(`section#${id}`).isVisible()).toBe(true);
    }
    for (const [id, color] of [
      ['speed-up-chart', '5fb394'],
      ['sweep-chart', '0072b2'],
      ['in-flight-chart', 'd55e00'],
      ['waterfall-chart', '4477aa'],
    ] as const) {
      expect({ id, isDrawn: (await pixelsOf(page, id, color)) > 100 }).toEqual({ id, isDrawn: true });
    }
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^async:64 is the fastest/);
    expect(faults).toEqual([]);
  });

  test('at 1400 px the table of the contenders needs no scrolling, and breaks no name', async () => {
    const { page } = await open(comparisonReport(comparison()));
    await page.setViewportSize({ width: 1400, height: 900 });
    const [spare, lines] = await page.evaluate<[number, number]>(`(() => {
      const region = document.querySelector('#contenders .scrolling');
      const names = [...region.querySelectorAll('tbody th')].map((name) => {
        const range = document.createRange();
        range.selectNodeContents(name);
        return range.getClientRects().length;
      });
      return [region.clientWidth - region.scrollWidth, Math.max(...names)];
    })()`);
    expect(spare).toBe(0);
    expect(lines).toBe(1);
  });

  test('a zoom changes what is drawn: by buttons, by keys, by dragging', async () => {
    const { page, faults } = await open(reportOf(outcomes));
    const whole = { status: await status(page), picture: await drawn(page, 'waterfall-chart') };
    expect(whole.status).toMatch(/^400 of 400 requests, 0 to /);
    await page.locator('#waterfall').getByRole('button', { name: 'Look closer' }).click();
    const closer = { status: await status(page), picture: await drawn(page, 'waterfall-chart') };
    expect(Number.parseInt(closer.status, 10)).toBeLessThan(300);
    expect(closer.picture).not.toBe(whole.picture);
    await page.locator('#waterfall-chart').focus();
    await page.keyboard.press('ArrowRight');
    expect(await status(page)).not.toBe(closer.status);
    await page.keyboard.press('0');
    expect({ status: await status(page), picture: await drawn(page, 'waterfall-chart') }).toEqual(whole);
    const box = (await page.locator('#waterfall-chart canvas').boundingBox()) ?? { x: 0, y: 0, width: 0 };
    await page.mouse.move(box.x + box.width * 0.5, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 60);
    await page.mouse.up();
    expect(Number.parseInt(await status(page), 10)).toBeLessThan(120);
    const inFlight = await drawn(page, 'in-flight-chart');
    await page.locator('#in-flight-chart').press('+');
    expect(await drawn(page, 'in-flight-chart')).not.toBe(inFlight);
    expect(faults).toEqual([]);
  });

  test('every URL that went wrong is there, page by page, by keyboard', async () => {
    const many = simulatedRun({ requests: 2000, slots: 16, failing: 0.4 });
    const wrong = many.filter((outcome) => outcome.kind === 'failure' || outcome.status >= 400);
    const { page, faults } = await open(reportOf(many));
    const seen: string[] = [];
    const rows = page.locator('#failures tbody tr');
    const turn = page.locator('#failures').getByRole('button', { name: 'Next' });
    for (;;) {
      seen.push(...(await rows.locator('td:last-child').allInnerTexts()));
      if (await turn.isDisabled()) break;
      await turn.focus();
      await page.keyboard.press('Enter');
    }
    expect(wrong.length).toBeGreaterThan(1000);
    expect(seen).toEqual(wrong.map(({ seq }) => seq.toLocaleString('en-US')));
    const refused = wrong.filter(({ kind }) => kind === 'response').length;
    await page.locator('#failures').getByLabel('Ended as').selectOption('404');
    expect(await page.locator('#failures [role=status]').innerText()).toBe(`1 to 100 of ${refused}`);
    expect(await rows.count()).toBe(100);
    expect(faults).toEqual([]);
  });

  test('a filter leaves what passes it, and each order draws other rows', async () => {
    const { page, faults } = await open(reportOf(outcomes));
    const before = await drawn(page, 'waterfall-chart');
    const wanted = outcomes.filter(({ url }) => url.startsWith('https://www3.')).length;
    await page.getByLabel('Host contains').fill('www3');
    await page.locator('#waterfall-status', { hasText: new RegExp(`^${wanted} of 400`) }).waitFor();
    expect(await drawn(page, 'waterfall-chart')).not.toBe(before);
    await page.getByLabel('Host contains').fill('');
    const failed = outcomes.filter(({ kind }) => kind === 'failure').length;
    await page.getByLabel('Result').selectOption('failed');
    await page.locator('#waterfall-status', { hasText: new RegExp(`^${failed} of 400`) }).waitFor();
    await page.getByLabel('Result').selectOption('');
    await page.getByLabel('Rows by').selectOption('slot');
    const bySlot = await drawn(page, 'waterfall-chart');
    await page.getByLabel('Rows by').selectOption('host');
    expect(await drawn(page, 'waterfall-chart')).not.toBe(bySlot);
    const waiting = await pixelsOf(page, 'waterfall-chart', '4477aa');
    await page.locator('[data-phase=wait]').click();
    expect(await pixelsOf(page, 'waterfall-chart', '4477aa')).toBeLessThan(waiting / 10);
    await page.getByLabel('Host contains').fill('nowhere');
    await page.locator('#waterfall-status', { hasText: 'nothing here passes the filter' }).waitFor();
    expect(faults).toEqual([]);
  });

  test('bars begin at dispatch, and show the queue when asked to by keyboard', async () => {
    // In the dark, the queue's grey is not that of the axis.
    const { page, faults } = await open(reportOf(outcomes), 'dark');
    const queued = page.locator('[data-phase=queued]');
    expect(await pixelsOf(page, 'waterfall-chart', '323a44')).toBeLessThan(10);
    await queued.press('Space');
    expect(await queued.getAttribute('aria-pressed')).toBe('true');
    expect(await pixelsOf(page, 'waterfall-chart', '323a44')).toBeGreaterThan(10_000);
    await page.getByLabel('Rows by').selectOption('slot');
    expect(await queued.isDisabled()).toBe(true);
    expect(await pixelsOf(page, 'waterfall-chart', '323a44')).toBeLessThan(10);
    await page.getByLabel('Rows by').selectOption('start');
    expect(await queued.isDisabled()).toBe(false);
    expect(faults).toEqual([]);
  });

  test('tells of the request that is pointed at, by mouse and by keyboard, and lists them as a table', async () => {
    const few = outcomes.filter(({ seq }) => seq <= 12).toSorted((a, b) => a.seq - b.seq);
    const { page, faults } = await open(reportOf(few));
    await page.locator('#waterfall-chart').press('ArrowDown');
    const tip = page.locator('.floating');
    expect(await tip.innerText()).toContain('/page/1?id=7');
    await page.locator('#waterfall-chart').press('ArrowDown');
    expect(await tip.innerText()).toContain('/page/2?id=14');
    await page.locator('#waterfall-chart').press('Escape');
    expect(await tip.isVisible()).toBe(false);
    await page.locator('#waterfall-chart').hover({ position: { x: 700, y: 12 } });
    expect(await tip.innerText()).toMatch(/\/page\/1\?id=7[^]*thread, slot/);
    await page.getByText('These requests as a table').click();
    // The table is made when it is opened, which the page hears of a moment later.
    await page.locator('#waterfall-table tbody tr').nth(11).waitFor();
    expect(await page.locator('#waterfall-table tbody tr').count()).toBe(12);
    expect(await page.locator('#waterfall-table').innerText()).toContain('https://www');
    expect(faults).toEqual([]);
  });

  test('everything that can be used is reached by the Tab key', async () => {
    const { page } = await open(comparisonReport(sweepComparison()));
    const reached = new Set<string>();
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate<string>(
          `document.activeElement.id || document.activeElement.dataset.phase || ''`,
        ),
      );
    }
    for (const id of [
      'theme',
      'waterfall-contender',
      'waterfall-order',
      'waterfall-host',
      'waterfall-result',
      'wait',
    ]) {
      expect(reached).toContain(id);
    }
    for (const id of ['in-flight-chart', 'waterfall-chart', 'download']) expect(reached).toContain(id);
  });

  test.each(['light', 'dark'] as const)('no serious fault of access in %s', async (scheme) => {
    const { page, faults } = await open(comparisonReport(sweepComparison()), scheme);
    for (const summary of await page.locator('summary').all()) await summary.click();
    // Our policy forbids scripts of others; a debugger may run them all the same.
    await page.evaluate(axe.source);
    const violations = await page.evaluate<
      readonly { id: string; impact: string; nodes: { html: string }[] }[]
    >('axe.run().then(({ violations }) => violations)');
    const told = violations.map(
      ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html).join(' ')}`,
    );
    expect(told.filter((each) => /^(?:serious|critical)/.test(each))).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('light and dark: as the system says, until the button is used', async () => {
    const { page } = await open(reportOf(outcomes), 'dark');
    const background = (): Promise<string> =>
      page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const dark = await background();
    const picture = await drawn(page, 'in-flight-chart');
    await page.getByRole('button', { name: 'Change to light colours' }).click();
    expect(await background()).not.toBe(dark);
    expect(await drawn(page, 'in-flight-chart')).not.toBe(picture);
    await page.getByRole('button', { name: 'Change to dark colours' }).click();
    expect(await background()).toBe(dark);
  });

  test('foreign text stays text, wherever it is shown', async () => {
    const evil = `"><img src=x onerror=alert(1)></script><script>alert(2)</script>{{x}}`;
    const hostile = outcomes.slice(0, 30).map((outcome): Outcome => {
      const url = `https://a.example/${evil}${outcome.seq}`;
      return outcome.kind === 'failure'
        ? { ...outcome, url, error: { ...outcome.error, message: evil } }
        : { ...outcome, url };
    });
    const { page, faults } = await open(reportOf(hostile));
    for (const summary of await page.locator('summary').all()) await summary.click();
    for (let n = 0; n < 30; n++) await page.locator('#waterfall-chart').press('ArrowDown');
    expect(await page.locator('.floating').innerText()).toContain('<img src=x onerror=alert(1)>');
    expect(await page.locator('#waterfall-table').innerText()).toContain('</script>');
    await page.locator('#in-flight-chart').hover({ position: { x: 500, y: 100 } });
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect(faults).toEqual([]);
  });

  test('hands out its data', async () => {
    const { page } = await open(reportOf(outcomes));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the data' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('overlap-report.json');
    const data: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
    expect(data).toMatchObject({ contenders: [{ total: 400, requests: { count: 400 } }] });
  });

  test('four contenders with 20,000 requests each: in 5 MB, and quick to use', async () => {
    const { page, bytes, faults, cpuTime } = await open(largeReport());
    expect(bytes).toBeLessThan(5_000_000);
    expect(await status(page)).toMatch(/^20,000 of 20,000 requests, .* each row stands for 125 requests/);
    expect(await cpuTime()).toBeLessThan(3000);
    for (const action of ['in', 'in', 'out', 'later', 'whole']) {
      const before = await cpuTime();
      await page.locator(`#waterfall [data-zoom=${action}]`).click();
      await drawn(page, 'waterfall-chart');
      expect((await cpuTime()) - before).toBeLessThan(200);
    }
    await page.getByLabel('Rows by').selectOption('slot');
    expect(await status(page)).not.toMatch(/each row/);
    expect(faults).toEqual([]);
  });

  test('without a request, it is empty and whole', async () => {
    const { page, faults } = await open(reportOf([]));
    expect(await status(page)).toBe('No request went out.');
    expect(faults).toEqual([]);
  });
});
