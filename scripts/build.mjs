// Builds dist/: the ES modules and their types by tsc, and two CommonJS bundles by esbuild. The transport is
// bundled once, with undici inside, for the main thread and the workers alike (docs/design.md, "The bundle").
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const inRoot = (path) => join(root, path);

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.18',
  minify: true,
  // Stack traces and class names stay readable.
  keepNames: false,
  legalComments: 'none',
  logLevel: 'warning',
};

/** The worker requires the transport's bundle beside it instead of carrying a second copy. */
const transportIsExternal = {
  name: 'transport-is-external',
  setup(bundler) {
    bundler.onResolve({ filter: /\/http\/transport\.ts$/ }, () => ({
      path: './transport.cjs',
      external: true,
    }));
  },
};

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

rmSync(inRoot('dist'), { recursive: true, force: true });
execFileSync(process.execPath, [inRoot('node_modules/typescript/bin/tsc'), '-p', inRoot('tsconfig.json')], {
  stdio: 'inherit',
});
await Promise.all([
  build({
    ...common,
    entryPoints: [inRoot('src/http/transport.ts')],
    outfile: inRoot('dist/transport.cjs'),
    plugins: [onlyHttp1OfUndici],
  }),
  build({
    ...common,
    entryPoints: [inRoot('src/strategies/worker.ts')],
    outfile: inRoot('dist/worker.cjs'),
    plugins: [transportIsExternal],
  }),
]);

// What the bundles contain is not shipped a second time as modules; their types are.
for (const file of readdirSync(inRoot('dist/http'))) {
  if (file.endsWith('.js') && file !== 'load.js') rmSync(inRoot(`dist/http/${file}`));
}
rmSync(inRoot('dist/strategies/worker.js'));
chmodSync(inRoot('dist/cli/bin.cjs'), 0o755);
