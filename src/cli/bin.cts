#!/usr/bin/env node
// CommonJS, since Node 20 loads ES modules through libuv's thread pool, whose size is settled by then: as an ES
// module this line would change nothing, and four slow name look-ups would hold up everything that reads a file.
process.env['UV_THREADPOOL_SIZE'] ??= '16';

void import('./run.ts');
