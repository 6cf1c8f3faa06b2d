import { describe, expect, it } from 'vitest';
import { parseCount, parseLimit } from '../../../src/options/kinds/count.ts';
import { refusal } from './refusal.ts';

describe('counts', () => {
  it('are whole numbers from their least', () => {
    expect(parseCount('1')).toBe(1);
    expect(parseCount('0', 0)).toBe(0);
    expect(parseLimit('12')).toBe(12);
    expect(parseLimit('unlimited')).toBe('unlimited');
  });

  it.each(['0', '-1', '1.5', '', 'ten', '1e3', '9'.repeat(16)])('are not %j', (text) => {
    expect(refusal(parseCount, text)).toMatch(/whole number of at least 1/);
    expect(refusal(parseLimit, text)).toMatch(/whole number of at least 1, .* unlimited/);
  });
});
