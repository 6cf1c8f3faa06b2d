/** The folders, and which way imports point between them (docs/design.md, "Layout"). */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));
const TESTS = fileURLToPath(new URL('.', import.meta.url));

/** What each part may import, besides itself. A file directly in src/ is a part of its own. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  util: [],
  core: ['util'],
  options: ['core', 'util'],
  files: ['core', 'util'],
  http: ['core', 'options', 'files', 'util'],
  names: ['core', 'util'],
  schedule: ['core', 'options', 'files', 'util'],
  strategies: ['core', 'http', 'util'],
  'run.ts': ['core', 'options', 'http', 'names', 'schedule', 'strategies', 'util'],
  'fetch-all.ts': ['core', 'options', 'strategies', 'run.ts', 'util'],
  'gather.ts': ['core', 'options', 'fetch-all.ts'],
  input: ['core', 'options', 'util'],
  output: ['core', 'util'],
  journal: ['core', 'files', 'util'],
  compare: ['core', 'options', 'strategies', 'util'],
  report: ['core', 'options', 'output', 'compare', 'util'],
  'report-page': ['report'],
  demo: ['options', 'util'],
  'index.ts': ['core', 'options', 'fetch-all.ts', 'gather.ts', 'compare'],
  cli: [
    'core',
    'options',
    'files',
    'fetch-all.ts',
    'strategies',
    'input',
    'output',
    'journal',
    'compare',
    'report',
    'demo',
    'util',
  ],
};

/**
 * What each room may import of the other rooms in its part. What stands directly in the part is not held here: it is the
 * words that its rooms share, or what stands on top of them.
 */
const ROOMS: Record<string, readonly string[]> = {
  'options/kinds': [],
  'options/table': ['options/kinds'],
  'http/undici': [],
  'http/pool': ['http/undici'],
  'http/dial': ['http/pool'],
  'http/body': ['http/dial', 'http/pool'],
  'http/wire': ['http/body', 'http/undici'],
  'names/system': [],
  'names/own': ['names/system'],
  'schedule/pace': [],
  'schedule/queue': ['schedule/pace'],
  'strategies/threads': [],
  'output/metrics': [],
  'compare/statistics': [],
  'compare/runners': ['compare/statistics'],
  'compare/verdict': ['compare/statistics', 'compare/runners'],
  'compare/sweep': ['compare/statistics', 'compare/verdict'],
  'compare/rounds': ['compare/runners', 'compare/verdict'],
  'report/text': [],
  'report/terminal': ['report/text'],
  'report/picture': ['report/text'],
  'report/html': ['report/text', 'report/terminal', 'report/picture'],
  'report/export': ['report/text', 'report/terminal', 'report/html'],
  'report-page/charts': [],
  'report-page/waterfall': ['report-page/charts'],
  'cli/terminal': [],
  'cli/flags': ['cli/terminal'],
  'cli/session': ['cli/terminal', 'cli/flags'],
  'cli/commands': ['cli/terminal', 'cli/flags', 'cli/session'],
};

/** More files than this nobody looks through to find one. */
const MOST_FILES = 20;

type Module = {
  readonly name: string;
  readonly part: string;
  readonly room: string;
  readonly imports: readonly string[];
};

const modules: Module[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .map((name) => ({ name, part: partOf(name), room: dirname(name), imports: importsOf(name) }));

function partOf(name: string): string {
  return name.split(sep)[0] ?? name;
}

function importsOf(name: string): string[] {
  const text = readFileSync(join(SRC, name), 'utf8');
  return [...text.matchAll(/(?:from|import\(|^import)\s*'([^']+)'/gmu)].map(([, target = '']) => target);
}

/** The file that a relative import names, from src/. */
function targetOf(module: Module, target: string): string {
  return relative(SRC, resolve(SRC, dirname(module.name), target));
}

test('the check sees the modules and their imports', () => {
  expect(modules.length).toBeGreaterThan(60);
  expect(new Set(modules.map((module) => module.part))).toEqual(new Set(Object.keys(MAY_IMPORT)));
  const scheduler = modules.find((module) => module.name === join('schedule', 'scheduler.ts'));
  expect(scheduler?.imports).toContain('../core/executor.ts');
});

describe.each(modules)('$name', (module) => {
  const own = module.imports
    .filter((target) => target.startsWith('.'))
    .map((target) => targetOf(module, target));

  test('imports only what stands above it', () => {
    const parts = own.map(partOf).filter((part) => part !== module.part);
    expect(MAY_IMPORT[module.part]).toEqual(expect.arrayContaining(parts));
  });

  test('imports only rooms of its part that stand above its own', () => {
    const rooms = own.map((name) => dirname(name)).filter((room) => room !== module.room && room in ROOMS);
    const siblings = rooms.filter((room) => partOf(room) === module.part);
    expect(ROOMS[module.room] ?? siblings).toEqual(expect.arrayContaining(siblings));
  });

  test('is in no import cycle', () => {
    const seen = new Set<string>();
    const visit = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      const next = modules.find((each) => each.name === name);
      for (const target of next?.imports ?? []) {
        if (next && target.startsWith('.')) visit(targetOf(next, target));
      }
    };
    for (const target of own) visit(target);
    expect(seen).not.toContain(module.name);
  });
});

test('every room is known, and no folder holds more than somebody looks through', () => {
  const rooms = new Set(modules.map(({ room }) => room).filter((room) => room.includes(sep)));
  expect(rooms).toEqual(new Set(Object.keys(ROOMS)));
  for (const folder of [SRC, TESTS]) {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath }) => parentPath);
    const counts = new Map<string, number>();
    for (const parent of files) counts.set(parent, (counts.get(parent) ?? 0) + 1);
    const crowded = [...counts].filter(([, count]) => count > MOST_FILES);
    expect(crowded.map(([name]) => relative(folder, name))).toEqual([]);
  }
});

test('one file names undici, one commander, one ipaddr.js, one ECharts, one socks, one the widths of characters, and nothing else comes from outside', () => {
  const outside = modules.flatMap(({ name, imports }) =>
    imports.filter((target) => !/^(?:\.|node:|#)/u.test(target)).map((target) => `${name}: ${target}`),
  );
  expect(outside.filter((each) => /undici/u.test(each))).toHaveLength(1);
  expect(outside.filter((each) => /ipaddr/u.test(each))).toHaveLength(1);
  expect(outside.filter((each) => each.endsWith(': socks'))).toHaveLength(1);
  expect(outside.filter((each) => each.endsWith(': get-east-asian-width'))).toHaveLength(1);
  const charts = outside.filter((each) => /: echarts\//u.test(each)).map((each) => each.split(':')[0]);
  expect(new Set(charts)).toEqual(new Set([join('report-page', 'charts', 'chart.ts')]));
  expect(
    outside.every((each) =>
      /: (?:undici\/|commander$|ipaddr\.js$|socks$|get-east-asian-width$|echarts\/)/u.test(each),
    ),
  ).toBe(true);
});
