import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.ts';
import { ListSplitter, MAX_LINE_BYTES } from '../../src/input/list-splitter.ts';

type Entry = { readonly line: number; readonly text: string; readonly isFaulty?: true };

/** Everything the splitter says of a list that comes in these chunks: its entries and its error. */
function split(chunks: readonly Uint8Array[]): { entries: Entry[]; error?: string } {
  const splitter = new ListSplitter('urls.txt');
  const entries: Entry[] = [];
  const drain = (): void => {
    for (let text = splitter.next(); text !== undefined; text = splitter.next()) {
      entries.push({ line: splitter.line, text, ...(splitter.isFaulty ? { isFaulty: true } : {}) });
    }
  };
  try {
    for (const chunk of chunks) {
      splitter.push(chunk);
      drain();
    }
    splitter.end();
    drain();
    return { entries };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { entries, error: error.message };
  }
}

/** The same bytes, cut after every given number of bytes in turn. */
function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(bytes.slice(at, at + size));
    at += size;
  }
  return chunks;
}

const textOf = (list: string): string[] => split([Buffer.from(list)]).entries.map((entry) => entry.text);
const errorOf = (list: Uint8Array): string | undefined => split([list]).error;

describe('lines', () => {
  it('become entries without white space, blank lines and comments, and keep their numbers', () => {
    const list = 'https://a/\n\n  # a comment\n\t https://b/ \t\n#\n   \nhttps://c/#fragment\n';
    expect(split([Buffer.from(list)]).entries).toEqual([
      { line: 1, text: 'https://a/' },
      { line: 4, text: 'https://b/' },
      { line: 7, text: 'https://c/#fragment' },
    ]);
  });

  it('may end with CRLF, and the last one with nothing', () => {
    expect(textOf('https://a/\r\n\r\nhttps://b/\r\nhttps://c/')).toEqual([
      'https://a/',
      'https://b/',
      'https://c/',
    ]);
  });

  it('may follow a byte order mark, also before a comment', () => {
    expect(textOf('\ufeffhttps://a/\n')).toEqual(['https://a/']);
    expect(textOf('\ufeff# comment\nhttps://a/')).toEqual(['https://a/']);
  });

  it('are none in an empty list, or in one of blanks', () => {
    expect(textOf('')).toEqual([]);
    expect(textOf('\n\r\n  \n')).toEqual([]);
    expect(textOf('\ufeff')).toEqual([]);
  });

  it('may hold any script', () => {
    expect(textOf('https://bücher.example/日本語\nhttps://a/\n')).toEqual([
      'https://bücher.example/日本語',
      'https://a/',
    ]);
  });

  it('are the same however the bytes are cut into chunks', () => {
    const line = fc.oneof(
      fc.constantFrom(
        'https://a.example/',
        '# comment',
        '',
        '   ',
        '\r',
        '\ufeff',
        'ü日😀',
        '\0',
        'x'.repeat(70_000),
      ),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
    );
    const raw = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
    const list = fc
      .array(fc.oneof({ weight: 4, arbitrary: line.map((text) => Buffer.from(text)) }, raw), {
        maxLength: 12,
      })
      .map((lines) => Buffer.concat(lines.flatMap((one) => [one, Buffer.from('\n')])).subarray(0, -1));
    const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 90_000 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(list, sizes, (bytes, cuts) => {
        expect(split(cut(bytes, cuts))).toEqual(split([bytes]));
      }),
      { numRuns: 150 },
    );
  });
});

describe('an over-long line', () => {
  const shown = `(line of more than 64 KiB) https://a/${'x'.repeat(1990)}`;

  it('becomes one entry that shows its head and is no URL', () => {
    const list = `https://ok/\nhttps://a/${'x'.repeat(MAX_LINE_BYTES)}\nhttps://ok/2`;
    expect(split([Buffer.from(list)]).entries).toEqual([
      { line: 1, text: 'https://ok/' },
      { line: 2, text: shown, isFaulty: true },
      { line: 3, text: 'https://ok/2' },
    ]);
  });

  it('is passed over if it is a comment', () => {
    expect(textOf(`#${'x'.repeat(MAX_LINE_BYTES)}\nhttps://a/`)).toEqual(['https://a/']);
  });

  it('of the longest allowed length is an entry like any other', () => {
    const line = `https://a/${'x'.repeat(MAX_LINE_BYTES - 10)}`;
    expect(textOf(`${line}\n`)).toEqual([line]);
  });

  it('does not fill the memory when it never ends', () => {
    const splitter = new ListSplitter('endless');
    splitter.push(Buffer.from('https://a/'));
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 10_000; i++) {
      splitter.push(chunk);
      expect(splitter.next()).toBeUndefined();
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
    splitter.end();
    expect(splitter.next()).toBe(shown);
  });
});

describe('a line that is not UTF-8', () => {
  it('becomes one entry that shows what can be read of it, and the others are not touched', () => {
    const list = Buffer.from('https://a/\n \xe9.example/caf\xe9\t\r\nhttps://b/\n', 'latin1');
    expect(split([list]).entries).toEqual([
      { line: 1, text: 'https://a/' },
      { line: 2, text: '(line that is not UTF-8) \ufffd.example/caf\ufffd', isFaulty: true },
      { line: 3, text: 'https://b/' },
    ]);
  });

  it('is passed over if it is a comment', () => {
    expect(split([Buffer.from('# caf\xe9\nhttps://a/', 'latin1')]).entries).toEqual([
      { line: 2, text: 'https://a/' },
    ]);
  });

  it('is none if it only holds a replacement character', () => {
    expect(split([Buffer.from('https://a/\ufffd\n')]).entries).toEqual([
      { line: 1, text: 'https://a/\ufffd' },
    ]);
  });
});

describe('what is not text', () => {
  it('is refused with the name of the list, the line and what to do', () => {
    expect(errorOf(Buffer.from([0x1f, 0x8b, 8, 0]))).toMatch(
      /^urls\.txt, line 1: .*gzip more than once.*gunzip/,
    );
    expect(errorOf(Buffer.from('\ufeffhttps://a/', 'utf16le'))).toMatch(/^urls\.txt, line 1: .*UTF-16/);
    expect(errorOf(Buffer.from('https://a\0/\n'))).toMatch(/^urls\.txt, line 1: .*NUL/);
  });

  it.each(['https://a/\n', '\r\nhttps://a/\n', 'a'])(
    'is told to be UTF-16 also without a mark: %j',
    (list) => {
      const littleEndian = Buffer.from(list + list, 'utf16le');
      const bigEndian = Buffer.from(littleEndian).swap16();
      for (const bytes of [littleEndian, bigEndian]) {
        expect(errorOf(bytes)).toMatch(/^urls\.txt, line [12]: looks like UTF-16; save it as UTF-8$/);
      }
    },
  );

  it.each([
    ['a blank line', '\n \n'],
    ['one that is not UTF-8', 'caf\xe9\n'],
    ['one with control characters', '\x1a\n'],
  ])('is refused also behind %s, which shows nothing', (_, beginning) => {
    expect(errorOf(Buffer.from(`${beginning}https://c\0/\n`, 'latin1'))).toMatch(/line [23]: .*NUL/);
  });

  it.each(['# caf\xc3\xa9', 'https://a/'])('is a slip behind a line such as %j', (text) => {
    const list = Buffer.from(`${text}\nhttps://c\0/\nhttps://d/`, 'latin1');
    const { entries, error } = split([list]);
    expect(error).toBeUndefined();
    expect(entries.slice(-2)).toEqual([
      { line: 2, text: 'https://c\0/' },
      { line: 3, text: 'https://d/' },
    ]);
  });

  it('is refused though its first line never ends', () => {
    const splitter = new ListSplitter('/dev/zero');
    const pull = (): void => {
      for (let chunk = 0; chunk < 10; chunk += 1) {
        splitter.push(Buffer.alloc(64 * 1024));
        splitter.next();
      }
    };
    expect(pull).toThrow('/dev/zero, line 1: holds NUL bytes');
  });

  it('is refused in an over-long line too', () => {
    expect(errorOf(Buffer.alloc(200_000))).toMatch(/line 1: .*NUL/);
  });
});
