import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { CODINGS, toRawHeaders, wholeRange } from '../../src/core/headers.ts';

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

describe('toRawHeaders', () => {
  it('has names and values in turn', () => {
    expect(toRawHeaders({ Accept: 'text/html', 'X-Empty': '' })).toEqual([
      'accept',
      'text/html',
      'x-empty',
      '',
    ]);
  });

  it('takes what fetch takes, in its order, also a name that comes twice', () => {
    const flat = ['x-b', '2', 'x-a', '1', 'x-b', '3'];
    const pairs = [
      ['X-B', '2'],
      ['X-A', '1'],
      ['x-b', '3'],
    ] as const;
    expect(toRawHeaders(pairs)).toEqual(flat);
    expect(toRawHeaders(pairs.values())).toEqual(flat);
    expect(toRawHeaders(new Map([['X-A', '1']]))).toEqual(['x-a', '1']);
    expect(toRawHeaders(new Headers({ 'X-A': '1' }))).toEqual(['x-a', '1']);
  });

  it.each(['["x-a: 1"]', '[["x-a"]]', '[[1, "2"]]', '7', 'null', '"x-a: 1"'])('refuses %s', (text) => {
    const headers: Record<string, string> = JSON.parse(text);
    expect(() => toRawHeaders(headers)).toThrow(UsageError);
  });

  it.each([
    ['null', null],
    ['undefined', undefined],
    ['number', 1],
    ['object', ['a', 'b']],
  ])('refuses a value of type %s, and names its header', (type, value) => {
    const headers: Record<string, string> = {};
    Reflect.set(headers, 'X-Own', value);
    expect(() => toRawHeaders(headers)).toThrow(UsageError);
    expect(() => toRawHeaders(headers)).toThrow(
      `the value of the header x-own must be a string, and not ${type}`,
    );
  });
});
