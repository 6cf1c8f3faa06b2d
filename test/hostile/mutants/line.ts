import { Chance } from './chance.ts';

/** Stands where passwords stand, and must come out nowhere. */
export const PASSWORD = 'hunter2hunter2';

const LINES = [
  'https://a.test/',
  'http://a.test:8080/path?query=1#fragment',
  `http://joe:${PASSWORD}@a.test/`,
  `joe:${PASSWORD}@a.test`,
  `ftp://joe:${PASSWORD}@a.test/`,
  'a.test',
  'a.test:80/path',
  '//a.test/',
  '/path',
  '127.0.0.1',
  'http://[::1]:80/',
  'http://0x7f.1/',
  'http://bücher.test/ä?ö#ü',
  'http://xn--bcher-kva.test/',
  'mailto:joe@a.test',
  'javascript:alert(1)',
  'http://a.test/%zz%00',
  'http://a.test:65536/',
  '# a comment',
  '',
  '   http://a.test/   ',
  'not a URL',
  '\u001b[31mred\u001b[0m',
] as const;

/** A line of a list, right or broken; the same for the same number. Without a line end. */
export function mutantLine(number: number): string {
  const chance = new Chance(number);
  const line = chance.oneOf(LINES);
  const isSecret = line.includes(PASSWORD);
  // A password in pieces could not be known again.
  const mutant = isSecret ? mutateAround(line, chance) : chance.happens(0.8) ? chance.mutate(line) : line;
  return mutant.replaceAll(/[\r\n]/gu, ' ');
}

function mutateAround(line: string, chance: Chance): string {
  const [before = '', after = ''] = line.split(PASSWORD);
  return chance.happens(0.5) ? line : `${before}${PASSWORD}@${chance.mutate(after.slice(1))}`;
}
