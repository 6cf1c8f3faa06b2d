import { describe, expect, test } from 'vitest';
import type { AnswerRecord } from '../../../src/names/own/dns-message.ts';
import { answerOf } from '../../../src/names/own/server-answer.ts';

const QUESTION = { name: 'a.example', type: 'AAAA' } as const;

function answer(records: readonly AnswerRecord[], code = 0) {
  return answerOf(QUESTION, {
    id: 1,
    question: { name: QUESTION.name, type: 28 },
    isTruncated: false,
    isReferral: false,
    code,
    records,
  });
}

const found = (name: string, data: string, ttl = 60): AnswerRecord => ({ name, type: 'AAAA', ttl, data });
const alias = (name: string, data: string, ttl = 60): AnswerRecord => ({ name, type: 'CNAME', ttl, data });

describe('an answer', () => {
  test('has the addresses at the end of its aliases, for as long as all of them hold', () => {
    const records = [
      found('c.example', '::2', 90),
      alias('b.example', 'c.example', 30),
      alias('a.example', 'b.example'),
    ];
    expect(answer(records)).toEqual({ kind: 'addresses', addresses: ['::2'], ttl: 30 });
  });

  test('has sixteen addresses at most', () => {
    const records = Array.from({ length: 100 }, (_, index) => found('a.example', `::${index}`));
    expect(answer(records)).toMatchObject({ addresses: { length: 16 } });
  });

  test.each([
    ['nothing', []],
    ['an alias alone', [alias('a.example', 'b.example')]],
    ['an address of the other version of IP', [{ name: 'a.example', type: 'A', ttl: 60, data: '192.0.2.1' }]],
  ] as const)('with %s is that there is none', (_name, records) => {
    expect(answer(records)).toEqual({ kind: 'none', reason: 'NODATA' });
  });

  test('for another name is a failure, and so is a loop', () => {
    expect(answer([found('b.example', '::2')])).toEqual({
      kind: 'failed',
      reason: 'an answer for another name',
    });
    const loop = [alias('a.example', 'b.example'), alias('b.example', 'a.example')];
    expect(answer(loop)).toEqual({ kind: 'failed', reason: 'a loop of aliases' });
  });

  test.each([
    [3, { kind: 'none', reason: 'NXDOMAIN' }],
    [2, { kind: 'failed', reason: 'SERVFAIL' }],
    [9, { kind: 'failed', reason: 'RCODE 9' }],
  ])('with code %i is %o', (code, expected) => {
    expect(answer([], code)).toEqual(expected);
  });
});
