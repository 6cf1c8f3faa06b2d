import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileNameOf, hasExtension, isPartName, partOf } from '../../src/files/file-name.ts';
import { parseTarget } from '../../src/core/target.ts';

test.each([
  ['https://a.example/img/logo.png', '000042-a.example-img-logo.png'],
  ['https://a.example/', '000042-a.example-index'],
  ['http://127.0.0.1:8080/', '000042-127.0.0.1-8080-index'],
  ['http://[::1]/', '000042-1-index'],
  ['https://a.example/docs/', '000042-a.example-docs'],
  ['https://a.example/x.tar.gz?token=secret', '000042-a.example-x.tar.gz'],
  ['https://a.example/?q=/etc/passwd', '000042-a.example-index'],
  ['https://a.example/caf%C3%A9%20au%20lait.html', '000042-a.example-caf-au-lait.html'],
  ['https://a.example/%2e%2e%2fetc%2fpasswd', '000042-a.example-etc-passwd'],
  ['https://a.example/.../.hidden', '000042-a.example-hidden'],
  ['https://a.example/a%00b', '000042-a.example-a-b'],
  ['https://a.example/con', '000042-a.example-con'],
  ['https://a.example/ends.', '000042-a.example-ends'],
  ['https://a.example/x.part', '000042-a.example-x-part'],
  ['https://a.example/x.PART', '000042-a.example-x-PART'],
])('%s is saved as %s', (url, name) => {
  expect(fileNameOf(42, url)).toBe(name);
});

test('a long name is cut in the middle and keeps its extension', () => {
  const name = fileNameOf(1, `https://a.example/${'x'.repeat(300)}/${'y'.repeat(300)}.pdf`);
  expect(name).toMatch(/^000001-a\.example-x+\.pdf$/);
  expect(name).toHaveLength(120);
  expect(fileNameOf(1, `https://a.example/${'x'.repeat(300)}.notanextension`)).toMatch(
    /^000001-a\.example-x+$/,
  );
});

test.each([
  ['https://a.example/img/logo.png', true],
  ['https://a.example/x.7z?page=1', true],
  ['https://a.example', false],
  ['https://a.example/', false],
  ['https://a.example/site.com/', false],
  ['https://a.example/image?name=x.png', false],
  ['https://a.example/releases/v1.2', false],
  ['https://a.example/.hidden', false],
  ['https://a.example/x.notanextension', false],
])('whether %s has an extension: %s', (url, has) => {
  expect(hasExtension(url)).toBe(has);
});

describe('every name', () => {
  const anyUrl = fc
    .oneof(
      fc.webUrl({ withQueryParameters: true }),
      fc.tuple(fc.webUrl(), fc.string({ unit: 'binary' })).map(([url, tail]) => `${url}/${tail}`),
      fc
        .array(
          fc.constantFrom(
            '..',
            '.',
            '/',
            '%2e',
            '%2F',
            '.part',
            'a',
            'Z',
            '%',
            '-',
            '_',
            'é',
            '\\',
            ':',
            ' ',
          ),
        )
        .map((pieces) => `https://a.example/${pieces.join('')}`),
      fc.nat({ max: 400 }).map((length) => `https://a.example/${'%41.'.repeat(length)}`),
    )
    .map((url) => parseTarget(url))
    .filter((target) => target.ok)
    .map((target) => target.url);
  const anySeq = fc.oneof(fc.integer({ min: 1, max: 2_000_000 }), fc.maxSafeNat());

  test('is a plain file name that every file system takes', () => {
    fc.assert(
      fc.property(anySeq, anyUrl, (seq, url) => {
        const name = fileNameOf(seq, url);
        expect(name).toMatch(/^[0-9]{6,16}-[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?$/);
        expect(name).not.toContain('..');
        expect(name.length).toBeLessThanOrEqual(120);
        expect(isPartName(name)).toBe(false);
        expect(isPartName(partOf(name))).toBe(true);
        expect(fileNameOf(seq, url)).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });

  test('belongs to one request, also where upper and lower case are the same', () => {
    fc.assert(
      fc.property(anySeq, anySeq, anyUrl, anyUrl, (one, other, url, otherUrl) => {
        fc.pre(one !== other);
        const [name, otherName] = [fileNameOf(one, url), fileNameOf(other, otherUrl)];
        expect(name.toLowerCase()).not.toBe(otherName.toLowerCase());
        expect(partOf(name).toLowerCase()).not.toBe(otherName.toLowerCase());
      }),
      { numRuns: 2000 },
    );
  });
});

test.each(['notes.part', '000001.part', '1-x.part', '000001-x', '000001-a b.part', '000001-x.part.bak'])(
  '%s is nothing that a killed run has left',
  (name) => {
    expect(isPartName(name)).toBe(false);
  },
);
