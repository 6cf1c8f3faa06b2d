import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeUrlFile } from '../../../src/compare/rounds/url-file.ts';

test('has a URL a line, for the owner alone, and goes when it is done', async () => {
  const file = await writeUrlFile([
    'http://a.example/',
    'nonsense',
    new URL('http://u:p@b.example/'),
    { url: ' http://c.example/x\n' },
    { url: 'http://d.example/\nhttp://evil.example/' },
  ]);
  const lines = readFileSync(file.path, 'utf8').split('\n');
  expect(lines.slice(0, 3)).toEqual(['http://a.example/', 'http://u:p@b.example/', 'http://c.example/x']);
  expect(lines).not.toContain('http://evil.example/');
  expect(statSync(file.path).mode & 0o077).toBe(0);
  await file.remove();
  expect(existsSync(file.path)).toBe(false);
});
