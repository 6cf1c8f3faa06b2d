import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { UNPRINTABLE } from '../../src/util/printable.ts';
import { toJsonLine } from '../../src/output/json-line.ts';
import { anyFailure, anyResponse, failure, response } from './outcomes.ts';

/** What `JSON.stringify` makes of the outcome without its body, read back: what the record must say. */
function asJson(outcome: Outcome): unknown {
  return JSON.parse(JSON.stringify({ ...outcome, body: undefined, text: undefined }));
}

describe('toJsonLine', () => {
  it('writes a response with its fields in order', () => {
    const { seq, source, line, url, kind, ...rest } = response;
    expect(toJsonLine(response)).toBe(`${JSON.stringify({ seq, source, line, url, kind, ...rest })}\n`);
  });

  it('writes a failure with its fields in order, and without those that are unknown', () => {
    const { seq, source, line, url, kind, error, ...rest } = failure;
    expect(toJsonLine(failure)).toBe(`${JSON.stringify({ seq, source, line, url, kind, error, ...rest })}\n`);
  });

  it('never holds the body', () => {
    expect(toJsonLine({ ...response, text: 'TEXT', body: Buffer.from('BODY') })).toBe(toJsonLine(response));
  });

  it('is one valid line of JSON that says the same, whatever the outcome holds', () => {
    fc.assert(
      fc.property(fc.oneof(anyResponse, anyFailure), (outcome) => {
        const text = toJsonLine(outcome);
        expect(text.indexOf('\n')).toBe(text.length - 1);
        expect(text.slice(0, -1)).not.toMatch(UNPRINTABLE);
        expect(JSON.parse(text)).toEqual(asJson(outcome));
      }),
      { numRuns: 500 },
    );
  });

  it('escapes what hides in a line, also where it takes two escapes', () => {
    const line = toJsonLine({ ...response, url: 'https://a/\u{e0041}\u180e\u034f\u{1f600}' });
    expect(line).toContain('"url":"https://a/\\udb40\\udc41\\u180e\\u034f\u{1f600}"');
  });

  it('leaves out a meta that has no JSON text', () => {
    expect(toJsonLine({ ...response, meta: () => 1 })).toBe(toJsonLine(response));
  });
});
