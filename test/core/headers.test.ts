import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { CODINGS, flattenHeaders, wholeRange } from '../../src/core/headers.ts';

describe('wholeRange', () => {
  it('asks for no coding beside a range, unless the caller does', () => {
    const ours = ['accept-encoding', CODINGS];
    expect(wholeRange(ours)).toEqual(ours);
    expect(wholeRange([...ours, 'range', 'bytes=0-9'])).toEqual([
      'accept-encoding',
      'identity',
      'range',
      'bytes=0-9',
    ]);
    const theirs = ['range', CODINGS, 'accept-encoding', 'br'];
    expect(wholeRange(theirs)).toEqual(theirs);
  });
});

describe('flattenHeaders', () => {
  it('has names and values in turn', () => {
    expect(flattenHeaders({ Accept: 'text/html', 'X-Empty': '' })).toEqual([
      'accept',
      'text/html',
      'x-empty',
      '',
    ]);
  });

  it.each([
    ['null', null],
    ['undefined', undefined],
    ['number', 1],
    ['object', ['a', 'b']],
  ])('refuses a value of type %s, and names its header', (type, value) => {
    const headers: Record<string, string> = {};
    Reflect.set(headers, 'X-Own', value);
    expect(() => flattenHeaders(headers)).toThrow(UsageError);
    expect(() => flattenHeaders(headers)).toThrow(
      `the value of the header x-own must be a string, and not ${type}`,
    );
  });
});
