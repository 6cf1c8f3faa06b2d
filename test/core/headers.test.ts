import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { flattenHeaders } from '../../src/core/headers.ts';

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
