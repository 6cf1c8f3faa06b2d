// Stands in the place of src/core/parts.ts in the library. A bundler finds what is required here and takes it in. Where
// the parts' files are not beside the library any more, threads and processes begin with a program's text instead.
const { existsSync } = require('node:fs');
const path = require('node:path');

function entry(name, source) {
  const file = typeof __dirname === 'string' ? path.join(__dirname, name) : '';
  return file !== '' && existsSync(file) ? { kind: 'file', text: file } : { kind: 'source', text: source() };
}

exports.PARTS = {
  transport: () => require('./transport.cjs'),
  worker: () => entry('overlap-worker.cjs', () => require('./worker-source.cjs')),
  systemNames: () => entry('overlap-system-names.cjs', () => require('./system-names-source.cjs')),
};
