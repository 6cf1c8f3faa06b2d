// Builds dist/: types by tsc, everything else by esbuild (docs/design.md, "The bundles").
//
//   index.js, cli/run.js, chunks/   the library and the command, as few ES modules as there are reasons to load one
//   transport.cjs                   the transport with undici inside, for the main thread and the workers alike
//   worker.cjs, cli/bin.cjs         the entries of a worker thread and of the command
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

const modules = {
  ...common,
  format: 'esm',
  splitting: true,
  packages: 'external',
  entryPoints: { index: inRoot('src/index.ts'), 'cli/run': inRoot('src/cli/run.ts') },
  chunkNames: 'chunks/[name]-[hash]',
  outdir: fresh,
};

const transport = {
  ...common,
  format: 'cjs',
  minify: true,
  entryPoints: [inRoot('src/http/transport.ts')],
  outfile: inFresh('transport.cjs'),
  plugins: [onlyHttp1OfUndici],
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

try {
  const tsc = inRoot('node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', inRoot('tsconfig.json'), '--outDir', fresh], {
    stdio: 'inherit',
  });
  await Promise.all([modules, transport, worker, command].map((options) => build(options)));
  const licenses = ['undici', 'ipaddr.js'].map((name) =>
    readFileSync(inRoot(`node_modules/${name}/LICENSE`)),
  );
  writeFileSync(inFresh('transport.cjs.LICENSE.txt'), Buffer.concat(licenses));
  chmodSync(inFresh('cli/bin.cjs'), 0o755);
  chmodSync(fresh, 0o755);
  rmSync(inRoot('dist'), { recursive: true, force: true });
  renameSync(fresh, inRoot('dist'));
} catch (error) {
  rmSync(fresh, { recursive: true, force: true });
  throw error;
}
