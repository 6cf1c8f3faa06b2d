// Builds dist/: types by tsc, everything else by esbuild (docs/design.md, "The bundles").
//
//   index.js                        the library, one ES module
//   cli/run.js, chunks/             the command, as few ES modules as there are reasons to load one
//   transport.cjs                   the transport with undici inside, for the main thread and the workers alike
//   system-names.cjs                the process that asks the system's resolver
//   socks.cjs                       the client of SOCKS proxies, for those who use one
//   worker.cjs, cli/bin.cjs         the entries of a worker thread and of the command
//   report/page.js, report/page.css what each report page brings along to draw its charts
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
    const others = ['compare', 'demo', 'serve', 'report'].map((command) => `./${command}-command.ts`);
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

const library = {
  ...common,
  format: 'esm',
  packages: 'external',
  entryPoints: [inRoot('src/index.ts')],
  outfile: inFresh('index.js'),
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
  plugins: [onlyHttp1OfUndici, unasked100, built(/\/socks-client\.ts$/, './socks.cjs')],
};

const socks = {
  ...common,
  format: 'cjs',
  minify: true,
  entryPoints: [inRoot('src/http/socks-client.ts')],
  outfile: inFresh('socks.cjs'),
};

const systemNames = {
  ...common,
  format: 'cjs',
  minify: true,
  entryPoints: [inRoot('src/names/system-process.ts')],
  outfile: inFresh('system-names.cjs'),
};

const worker = {
  ...common,
  format: 'cjs',
  minify: true,
  entryPoints: [inRoot('src/strategies/worker.ts')],
  outfile: inFresh('worker.cjs'),
  plugins: [built(/\/http\/transport\.ts$/, './transport.cjs')],
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
  entryPoints: [inRoot('src/report/page/main.ts')],
  outfile: inFresh('report/page.js'),
};

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
    [library, commands, transport, systemNames, socks, worker, command, page].map((options) =>
      build(options),
    ),
  );
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
