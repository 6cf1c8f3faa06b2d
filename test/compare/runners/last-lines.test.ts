import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LastLines } from '../../../src/compare/runners/last-lines.ts';

function linesOf(...chunks: readonly (string | Uint8Array)[]): readonly string[] {
  const last = new LastLines();
  for (const chunk of chunks) last.add(Buffer.from(chunk));
  return last.lines;
}

describe('the last lines', () => {
  it('are five that are not blank, whatever pieces they come in', () => {
    const text = 'one\ntwo\r\n\nthree\n  four  \nfive\nsix';
    const whole = ['two', 'three', '  four', 'five', 'six'];
    expect(linesOf(text)).toEqual(whole);
    expect(linesOf(...text.split(''))).toEqual(whole);
    expect(linesOf()).toEqual([]);
    expect(linesOf(' \n\n')).toEqual([]);
  });

  it('are those after what a progress meter has written over', () => {
    expect(linesOf('  0 %\r 50 %\r100 %\ncurl: (7) refused\n')).toEqual([
      '  0 %',
      ' 50 %',
      '100 %',
      'curl: (7) refused',
    ]);
  });

  it('are safe to print, also where they are not text', () => {
    expect(linesOf('\u001b[31mred\u001b[0m')).toEqual([String.raw`\u{1b}[31mred\u{1b}[0m`]);
    expect(linesOf(Uint8Array.of(0x61, 0xff, 0x62))).toEqual(['a\ufffdb']);
  });

  it('are bounded, however much there is', () => {
    const lines = linesOf(...Array.from({ length: 1000 }, () => `${'x'.repeat(997)}\n`));
    expect(lines).toEqual(Array.from({ length: 4 }, () => `${'x'.repeat(199)}…`));
    expect(linesOf('y'.repeat(5000))).toEqual([]);
  });

  it('keep no secret', () => {
    expect(
      linesOf(
        'GET http://joe:hunter2@a.example/x failed\n',
        `raise Error("http://joe:hunter2@a.example")\n`,
        '> Authorization: Basic am9lOmh1bnRlcjI=\n',
        `{'Cookie': 'session=hunter2; a=b'}\n`,
      ),
    ).toEqual([
      'GET http://***@a.example/x failed',
      'raise ***@a.example")',
      '> Authorization: ***',
      `{'Cookie': ***`,
    ]);
  });

  it('keep no secret of a line whose beginning is gone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3500, max: 4500 }), (after) => {
        const shown = linesOf(`http://joe:hunter2@a.example/${'x'.repeat(after)}\nlast\n`).join('\n');
        expect(shown).not.toContain('hunter2');
        expect(shown).toMatch(/last$/);
      }),
    );
  });
});
