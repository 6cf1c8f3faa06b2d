import { expect, test } from 'vitest';
import { verdictText } from '../../../src/report/text/verdict-text.ts';
import { contenderResults } from '../../compare/fake-result.ts';
import { comparison } from '../fixture.ts';

const steady = (wall: number): readonly number[] => [wall, wall * 1.02, wall * 0.98, wall * 1.01];

function verdictOf(walls: Readonly<Record<string, readonly number[]>>): string {
  const contenders = contenderResults(
    Object.entries(walls).map(([spec, times]) => ({ spec, runs: times.map((wall) => ({ wall })) })),
  );
  return verdictText(comparison({ contenders }));
}

test('names the fastest and what it gains over the first', () => {
  expect(verdictOf({ sequential: [1000, 1000, 1000], 'async:64': [125, 124, 126] })).toBe(
    'async:64 is the fastest, 8.00× as fast as sequential (95 % interval 7.84–8.16×).',
  );
});

test('names those that no difference is shown from', () => {
  const close = { 'async:64': [120, 126, 122, 124], 'hybrid:2x32': [124, 121, 127, 122] };
  expect(verdictOf({ sequential: steady(1000), ...close })).toMatch(
    /^Each of async:64 and hybrid:2x32 may be the fastest: no difference between them is shown\. async:64 is 8\.\d+× as fast as sequential \(95 % interval 7\.\d+–8\.\d+×\)\.$/,
  );
  expect(verdictOf(close)).toBe('No difference is shown between async:64 and hybrid:2x32.');
});

test('claims no gain where the first is the fastest', () => {
  expect(verdictOf({ sequential: [1000, 1001, 1002], 'async:64': [1100, 1101, 1103] })).toBe(
    'sequential is the fastest.',
  );
});

test('claims nothing after a single round', () => {
  expect(verdictOf({ sequential: [1000], 'async:64': [100] })).toBe(
    'No difference is shown between async:64 and sequential.',
  );
});

test('says so where contenders did not do the same work', () => {
  const { verdict, ...rest } = comparison();
  if (!verdict) throw new Error('there is a verdict');
  expect(verdictText({ ...rest, verdict: { ...verdict, sameWork: false } })).toMatch(
    /^They did not all do the same work \(see the warnings\)\. Each of async:64 and hybrid:512x64 /,
  );
});

test('names those that are not ranked, and ranks the others', () => {
  const { verdict, ...rest } = comparison();
  if (!verdict) throw new Error('there is a verdict');
  const textOf = (notRanked: readonly string[], level: readonly string[]): string =>
    verdictText({ ...rest, verdict: { ...verdict, notRanked, level, sameWork: false } });
  const general = 'They did not all do the same work (see the warnings); ';
  expect(textOf(['sequential', 'hybrid:512x64'], [])).toBe(
    `${general}sequential and hybrid:512x64 are not ranked, because of what was refused or failed. ` +
      'That leaves async:64.',
  );
  expect(textOf(['sequential'], ['hybrid:512x64'])).toBe(
    `${general}sequential is not ranked, because of what was refused or failed. ` +
      'No difference is shown between async:64 and hybrid:512x64.',
  );
  expect(textOf(['hybrid:512x64'], [])).toMatch(
    /failed\. async:64 is the fastest, 2\.\d+× as fast as sequential/,
  );
});

test('one contender alone has nothing to win against', () => {
  expect(verdictOf({ 'async:64': [120] })).toBe('async:64 ran alone; add a contender to compare it with.');
});

test('without a finished round there is no verdict', () => {
  const { verdict: _, ...rest } = comparison();
  expect(verdictText({ ...rest, rounds: 0 })).toContain('nothing to compare');
});

test('where nobody got a response there is nothing to rank, be it one contender or several', () => {
  const { verdict: _, ...rest } = comparison();
  const nothing = 'No request got a response, so there is nothing to rank.';
  expect(verdictText(rest)).toBe(nothing);
  expect(verdictText({ ...rest, contenders: rest.contenders.slice(0, 1) })).toBe(nothing);
});

test('says that the work of a command is not checked, where it names one', () => {
  const command = { kind: 'command', name: 'command:curl', command: 'curl {file}', runs: [] } as const;
  const { verdict, contenders, ...rest } = comparison();
  if (!verdict) throw new Error('there is a verdict');
  const given = { ...rest, contenders: [...contenders, command] };
  const unchecked = ' Whether command:curl fetched the whole list is not checked.';
  const { ratio: _, ...alone } = verdict;
  expect(verdictText({ ...given, verdict: { ...alone, fastest: command.name, level: [] } })).toBe(
    `command:curl is the fastest.${unchecked}`,
  );
  expect(verdictText({ ...given, verdict: { ...verdict, level: [command.name] } })).toContain(unchecked);
  expect(verdictText({ ...given, verdict })).not.toContain('not checked');
});
