import { expect, test, vi } from 'vitest';
import { UsageMeter } from '../../../src/compare/runners/usage-meter.ts';

const MUCH = 100_000_000;

test('memory that was there before is none of a run', () => {
  const first = new UsageMeter();
  first.begin();
  const held = Buffer.alloc(MUCH, 1);
  expect(first.end().memoryGrowth).toBeGreaterThan(MUCH / 2);
  const second = new UsageMeter();
  second.begin();
  const { memoryGrowth, cpu } = second.end();
  expect(memoryGrowth).toBeLessThan(MUCH / 2);
  expect(memoryGrowth).toBeGreaterThanOrEqual(0);
  expect(cpu).toBeGreaterThanOrEqual(0);
  expect(held).toHaveLength(MUCH);
});

test('what comes between making the meter and the clock is memory, and no processor time', () => {
  const meter = new UsageMeter();
  const held = Buffer.alloc(MUCH, 1);
  const before = process.cpuUsage();
  meter.begin();
  const { memoryGrowth, cpu } = meter.end();
  const { user, system } = process.cpuUsage(before);
  expect(memoryGrowth).toBeGreaterThan(MUCH / 2);
  expect(cpu).toBeLessThanOrEqual((user + system) / 1000);
  expect(held).toHaveLength(MUCH);
});

test('a look that the system refuses for want of a file descriptor does no harm', () => {
  const refuse = (): number => {
    throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' });
  };
  const rss = vi.spyOn(process.memoryUsage, 'rss');
  try {
    const meter = new UsageMeter();
    rss.mockImplementation(refuse);
    meter.begin();
    expect(meter.end().memoryGrowth).toBe(0);
    const blind = new UsageMeter();
    rss.mockReturnValue(MUCH);
    blind.begin();
    expect(blind.end().memoryGrowth).toBe(0);
  } finally {
    rss.mockRestore();
  }
});
