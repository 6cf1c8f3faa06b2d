/** The folders, and which way imports point between them (docs/design.md, "Layout"). */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** What each part may import, besides itself. A file directly in src/ is a part of its own. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: [],
  http: ['core'],
  names: ['core'],
  schedule: ['core'],
  strategies: ['core', 'http'],
  'composition.ts': ['core', 'http', 'names', 'schedule', 'strategies'],
  'fetch-all.ts': ['core', 'strategies', 'composition.ts'],
  'gather.ts': ['core', 'fetch-all.ts'],
  input: ['core'],
  output: ['core'],
  journal: ['core'],
  compare: ['core', 'strategies'],
  report: ['core', 'output', 'compare'],
  demo: ['core'],
  'index.ts': ['core', 'fetch-all.ts', 'gather.ts', 'strategies', 'compare'],
  cli: ['core', 'fetch-all.ts', 'strategies', 'input', 'output', 'journal', 'compare', 'report', 'demo'],
};

type Module = { readonly name: string; readonly part: string; readonly imports: readonly string[] };

const modules: Module[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .map((name) => ({ name, part: partOf(name), imports: importsOf(name) }));

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

test('one file names undici, one commander, one ipaddr.js, one ECharts, one socks, one the widths of characters, and nothing else comes from outside', () => {
  const outside = modules.flatMap(({ name, imports }) =>
    imports.filter((target) => !/^(?:\.|node:|#)/u.test(target)).map((target) => `${name}: ${target}`),
  );
  expect(outside.filter((each) => /undici/u.test(each))).toHaveLength(1);
  expect(outside.filter((each) => /ipaddr/u.test(each))).toHaveLength(1);
  expect(outside.filter((each) => each.endsWith(': socks'))).toHaveLength(1);
  expect(outside.filter((each) => each.endsWith(': get-east-asian-width'))).toHaveLength(1);
  const charts = outside.filter((each) => /: echarts\//u.test(each)).map((each) => each.split(':')[0]);
  expect(new Set(charts)).toEqual(new Set([join('report', 'page', 'chart.ts')]));
  expect(
    outside.every((each) =>
      /: (?:undici\/|commander$|ipaddr\.js$|socks$|get-east-asian-width$|echarts\/)/u.test(each),
    ),
  ).toBe(true);
});
