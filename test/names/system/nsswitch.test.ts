import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_NSSWITCH, parseNsswitch } from '../../../src/names/system/nsswitch.ts';

/** The sources, those with criteria of their own in brackets. */
function told(text: string): string {
  return parseNsswitch(text)
    .map(({ name, isStandard }) => (isStandard ? name : `[${name}]`))
    .join(' ');
}

test.each([
  ['hosts: files dns', 'files dns'],
  ['passwd: x\n  HOSTS :\tfiles   dns # as ever', 'files dns'],
  ['hosts: files mdns4_minimal [NOTFOUND=return] dns', 'files [mdns4_minimal] dns'],
  ['hosts: files resolve [!UNAVAIL=return] dns', 'files [resolve] dns'],
  ['hosts: files [SUCCESS=return NOTFOUND=continue] dns', 'files dns'],
  ['hosts: files [success=continue] dns', '[files] dns'],
  ['hosts:files[NOTFOUND=return]dns', '[files] dns'],
  ['hosts:', ''],
])('%s', (text, expected) => {
  expect(told(text)).toBe(expected);
});

test('without the line it is what glibc does without it', () => {
  expect(parseNsswitch('passwd: files\n# hosts: dns\n')).toEqual(NO_NSSWITCH);
});

test('any text can be read', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => parseNsswitch(`hosts: ${text}`)).not.toThrow();
    }),
  );
});
