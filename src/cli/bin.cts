#!/usr/bin/env node
// What must be settled before the first module is loaded. CommonJS, since Node 20 loads ES modules through libuv's
// thread pool, whose size is settled by then.

// Name look-ups hold a thread of the pool each; four slow ones would hold up everything that reads a file.
process.env['UV_THREADPOOL_SIZE'] ??= '16';

// V8 counts the HTTP parser's WebAssembly as hot after the first response, and spends 100 ms of CPU time on
// optimising it, for which the end of a short run has to wait. With this budget (bytes executed, roughly; the
// default is 1,800,000) it does so after a few hundred responses. Only where it was measured: V8 complains of
// flags that it does not know.
if (process.versions.node.startsWith('20.')) {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString('--wasm-tiering-budget=1000000000');
}

import('./run.ts').catch((error: unknown) => {
  // For instance for want of file descriptors.
  process.stderr.write(
    `overlap: cannot be loaded: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
