import { describe, expect, it } from 'vitest';
import { parseHeader } from '../../../src/options/kinds/header.ts';
import { refusal } from './refusal.ts';

describe('headers', () => {
  it.each([
    ['Accept: text/html', 'Accept', 'text/html'],
    ['X-A:b:c', 'X-A', 'b:c'],
    ['X-Empty:', 'X-Empty', ''],
  ])('%j has a name and a value', (text, name, value) => expect(parseHeader(text)).toEqual({ name, value }));

  it.each(['Accept', ': x', ''])('%j is none', (text) =>
    expect(refusal(parseHeader, text)).toMatch(/^a header is a name, a colon and a value/),
  );
});
