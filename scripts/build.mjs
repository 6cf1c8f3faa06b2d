// Builds dist/: types by tsc, everything else by esbuild (scripts/README.md).
//
//   index.cjs, index.js             the library, one CommonJS module, and its names for those who import it
//   cli/run.js, chunks/             the command, as few ES modules as there are reasons to load one
//   transport.cjs                   the transport with undici inside, for the main thread and the workers alike
//   overlap-system-names.cjs        the process that asks the system's resolver
//   socks.cjs                       the client of SOCKS proxies, for those who use one
//   overlap-worker.cjs, cli/bin.cjs the entries of a worker thread and of the command
//   *-source.cjs                    the text of a worker, and of that process, for bundled programs
//   cjs/                            the types for those who require the library
//   browser.js                      what a build for browsers gets, which is an error
//   report/page.js, report/page.css what each report page brings along to draw its charts
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const inRoot = (path) => join(root, path);

// Built beside dist/ and then put in its place, so that what is being used is never half there.
const fresh = mkdtempSync(inRoot('.dist-'));
const inFresh = (path) => join(fresh, path);

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.18',
  legalComments: 'none',
  logLevel: 'warning',
};

/** Leaves the import of one source file as an import of the file that is built from it. */
const built = (source, path) => ({
  name: `built-${path}`,
  setup(bundler) {
    bundler.onResolve({ filter: source }, () => ({ path, external: true }));
  },
});

/**
 * Of undici the transport uses one class, which speaks HTTP/1.1 over connections that it is given. What that
 * class would load besides stays out, because each worker thread has to load it again: HTTP/2, the bodies of
 * fetch, and node:http, of which undici takes two constants that matter elsewhere only. The parser comes
 * twice, with SIMD and without; the plain one runs everywhere and was as fast on heads of 160 and 2,300 bytes.
 */
const onlyHttp1OfUndici = {
  name: 'only-http1-of-undici',
  setup(bundler) {
    bundler.onResolve({ filter: /\/client-h2\.js$|\/fetch\/body\.js$|^node:http$/ }, ({ path, importer }) =>
      /[\\/]undici[\\/]/.test(importer) ? { path, namespace: 'left-out' } : undefined,
    );
    bundler.onLoad({ filter: /./, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
    bundler.onResolve({ filter: /\/llhttp_simd-wasm\.js$/ }, ({ resolveDir }) => ({
      path: join(resolveDir, '..', 'llhttp', 'llhttp-wasm.js'),
    }));
  },
};

/**
 * undici 7.30.2 takes a 100 that it did not ask for as a bad answer. A client has to pass over it like any other
 * informational one (RFC 9110 §15.2), as undici does with the code that follows.
 */
const unasked100 = {
  name: 'unasked-100',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]undici[\\/]lib[\\/]dispatcher[\\/]client-h1\.js$/ }, ({ path }) => {
      const condition = 'if (statusCode === 100) {';
      const [before, after, ...more] = readFileSync(path, 'utf8').split(condition);
      if (after === undefined || more.length > 0)
        throw new Error(`${path} is not the one that is known here`);
      return { contents: `${before}if (false) {${after}` };
    });
  },
};

/**
 * The commands besides fetch as one module. Each entry of its own would have the bundler cut what they share into
 * ever smaller pieces, and whoever calls fetch would wait for each of them to be opened.
 */
const otherCommandsAsOne = {
  name: 'other-commands-as-one',
  setup(bundler) {
    const others = ['compare', 'demo', 'serve', 'report'].map(
      (command) => `./commands/${command}-command.ts`,
    );
    bundler.onResolve({ filter: /-command\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' && others.includes(path)
        ? { path: 'other-commands', namespace: 'as-one' }
        : undefined,
    );
    bundler.onLoad({ filter: /./, namespace: 'as-one' }, () => ({
      contents: others.map((path) => `export * from '${path}';`).join('\n'),
      resolveDir: inRoot('src/cli'),
    }));
  },
};

/**
 * What Node brings, asked of the process instead of `require`, which there is none of where a program's bundler has put a
 * CommonJS module into an ES module.
 */
const builtinsOfProcess = {
  name: 'builtins-of-process',
  setup(bundler) {
    bundler.onResolve({ filter: /./ }, ({ path }) =>
      isBuiltin(path) ? { path, namespace: 'builtin' } : undefined,
    );
    bundler.onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};

/**
 * Assertions that only throw. Node's own read the source to quote what was asserted, and take seconds to parse a bundle
 * that is one line, which an answer of a server could bring about.
 */
const plainAssertions = {
  name: 'plain-assertions',
  setup(bundler) {
    bundler.onResolve({ filter: /^node:assert$/ }, ({ path }) => ({ path, namespace: 'assertions' }));
    bundler.onLoad({ filter: /./, namespace: 'assertions' }, () => ({
      contents: `
        const assert = (value, message = 'assertion failed') => {
          if (!value) throw message instanceof Error ? message : new Error(message);
        };
        module.exports = assert;`,
    }));
  },
};

/** The parts as a program's bundler finds them (scripts/bundled-parts.cjs). */
const bundledParts = {
  name: 'bundled-parts',
  setup(bundler) {
    bundler.onResolve({ filter: /\/core\/parts\.ts$|^\.\/parts\.ts$/ }, () => ({
      path: inRoot('scripts/bundled-parts.cjs'),
    }));
    bundler.onResolve({ filter: /^\.\/[a-z-]+\.cjs$/ }, ({ path }) => ({ path, external: true }));
  },
};

// One CommonJS file, so that there is one copy of it in a process, whoever imports or requires it.
const library = {
  ...common,
  format: 'cjs',
  entryPoints: [inRoot('src/index.ts')],
  outfile: inFresh('index.cjs'),
  plugins: [bundledParts, builtinsOfProcess],
};

const commands = {
  ...common,
  format: 'esm',
  splitting: true,
  packages: 'external',
  entryPoints: { 'cli/run': inRoot('src/cli/run.ts') },
  chunkNames: 'chunks/[name]-[hash]',
  outdir: fresh,
  plugins: [otherCommandsAsOne],
};

const transport = {
  ...common,
  format: 'cjs',
  minify: true,
  entryPoints: [inRoot('src/http/transport.ts')],
  outfile: inFresh('transport.cjs'),
  // As `require`: Node remembers for ever that an import has failed, also for want of a file descriptor.
  supported: { 'dynamic-import': false },
  plugins: [
    onlyHttp1OfUndici,
    unasked100,
    built(/\/socks-client\.ts$/, './socks.cjs'),
    plainAssertions,
    builtinsOfProcess,
  ],
};

const socks = {
  ...common,
  format: 'cjs',
  minify: true,
  entryPoints: [inRoot('src/http/dial/socks-client.ts')],
  outfile: inFresh('socks.cjs'),
  plugins: [builtinsOfProcess],
};

const systemNames = {
  ...common,
  format: 'cjs',
  minify: true,
  entryPoints: [inRoot('src/names/system/system-process.ts')],
  outfile: inFresh('overlap-system-names.cjs'),
  plugins: [builtinsOfProcess],
};

const worker = {
  ...common,
  format: 'cjs',
  minify: true,
  entryPoints: [inRoot('src/strategies/threads/worker.ts')],
  outfile: inFresh('overlap-worker.cjs'),
  plugins: [built(/\/http\/transport\.ts$/, './transport.cjs'), builtinsOfProcess],
};

/** A worker with all that it loads, as one program. */
const wholeWorker = {
  ...worker,
  outfile: inFresh('whole-worker.cjs'),
  plugins: [onlyHttp1OfUndici, unasked100, plainAssertions, builtinsOfProcess],
};

const command = {
  ...common,
  format: 'cjs',
  entryPoints: [inRoot('src/cli/bin.cts')],
  outfile: inFresh('cli/bin.cjs'),
  plugins: [built(/^\.\/run\.ts$/, './run.js')],
};

// One script that a page carries within itself; the licences of what is in it stand beside it.
const page = {
  bundle: true,
  platform: 'browser',
  target: ['es2022', 'chrome123', 'firefox120', 'safari17.5'],
  format: 'iife',
  charset: 'ascii',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  banner: { js: '/* Draws with Apache ECharts (Apache-2.0) and zrender (BSD-3-Clause). */' },
  define: { 'process.env.NODE_ENV': '"production"' },
  entryPoints: [inRoot('src/report-page/main.ts')],
  outfile: inFresh('report/page.js'),
};

/** A program as a module that exports its text. */
function writeSource(program, module) {
  const text = readFileSync(inFresh(program), 'utf8');
  writeFileSync(inFresh(module), `module.exports = ${JSON.stringify(text)};\n`);
}

/** The library for those who import it, and its types for those who require it: the same ones, told to be CommonJS. */
function writeLibraryEntries() {
  const names = Object.keys(createRequire(import.meta.url)(inFresh('index.cjs')));
  writeFileSync(inFresh('index.js'), `export { ${names.sort().join(', ')} } from './index.cjs';\n`);
  // A bundler cannot find this, and says its name.
  writeFileSync(inFresh('browser.js'), "import './overlap-fetch-runs-on-node-and-not-in-a-browser.js';\n");
  copyTypes('index.d.ts');
  writeFileSync(inFresh('cjs/package.json'), '{ "type": "commonjs" }\n');
}

/** Copies a file of types, and those that it refers to, to cjs/. */
function copyTypes(name, copied = new Set()) {
  if (copied.has(name)) return;
  copied.add(name);
  const text = readFileSync(inFresh(name), 'utf8');
  mkdirSync(dirname(inFresh(`cjs/${name}`)), { recursive: true });
  writeFileSync(inFresh(`cjs/${name}`), text);
  for (const [, target] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.(?:ts|js)['"]/g)) {
    copyTypes(join(dirname(name), `${target}.d.ts`), copied);
  }
}

/** Licences of what is bundled, in one file beside the bundle. */
function copyLicences(bundle, sources) {
  const texts = sources.map((path) => `${path}\n\n${readFileSync(inRoot(`node_modules/${path}`), 'utf8')}`);
  writeFileSync(inFresh(`${bundle}.LICENSE.txt`), texts.join('\n\n'));
}

try {
  const tsc = inRoot('node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', inRoot('tsconfig.json'), '--outDir', fresh], {
    stdio: 'inherit',
  });
  await Promise.all(
    [library, commands, transport, systemNames, socks, worker, wholeWorker, command, page].map((options) =>
      build(options),
    ),
  );
  writeSource('overlap-system-names.cjs', 'system-names-source.cjs');
  writeSource('whole-worker.cjs', 'worker-source.cjs');
  rmSync(inFresh('whole-worker.cjs'));
  writeLibraryEntries();
  copyLicences('transport.cjs', ['undici/LICENSE', 'ipaddr.js/LICENSE']);
  copyLicences('socks.cjs', ['socks/LICENSE', 'ip-address/LICENSE', 'smart-buffer/LICENSE']);
  copyLicences('report/page.js', ['echarts/LICENSE', 'echarts/NOTICE', 'zrender/LICENSE']);
  chmodSync(inFresh('cli/bin.cjs'), 0o755);
  chmodSync(fresh, 0o755);
  rmSync(inRoot('dist'), { recursive: true, force: true });
  renameSync(fresh, inRoot('dist'));
} catch (error) {
  rmSync(fresh, { recursive: true, force: true });
  throw error;
}
