import { describe, expect, it } from 'vitest';
import { parseFactor } from '../../../src/cli/flags/values.ts';
import { refusal } from '../../options/kinds/refusal.ts';

describe('factors', () => {
  it('are numbers above 0', () => {
    expect(parseFactor('0.1', 10)).toBe(0.1);
    expect(parseFactor('10', 10)).toBe(10);
  });

  it.each(['0', '0.0', '-1', 'x', '1.', '', '10.1', '11', '9'.repeat(400)])('are not %j', (text) =>
    expect(refusal((value) => parseFactor(value, 10), text)).toMatch(/above 0 and at most 10/),
  );
});
