/** A server that asks for a certificate is shown one whose key is encrypted; nobody else sees the passphrase. */
import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { answering, RawServer } from '../servers/raw-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { FakeIo } from './fake-io.ts';

const files = temporaryFolder();
const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';
const SECRET = 'open sesame';

const pem = (name: string): URL => new URL(`../http/certificates/localhost.${name}.pem`, import.meta.url);

it('the passphrase of the key comes from a file', async () => {
  const [cert, key] = await Promise.all([readFile(pem('cert'), 'latin1'), readFile(pem('key'), 'latin1')]);
  const encrypted = createPrivateKey(key).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: SECRET,
  });
  const certPath = await files.write('cert.pem', cert);
  const identity = ['--ca', certPath, '--cert', certPath, '--key', await files.write('key.pem', encrypted)];
  const options = { cert, key, ca: cert, requestCert: true, rejectUnauthorized: true };
  const server = await RawServer.startSecure(options, answering(OK));
  try {
    const fake = new FakeIo();
    const pass = ['--key-pass-file', await files.write('pass', `${SECRET}\n`)];
    expect(await fake.run(server.origin, ...identity, ...pass)).toBe(0);
    expect(fake.lines).toEqual([`200 ${server.origin}/`]);
    const wrong = ['--key-pass-file', await files.write('wrong', `not ${SECRET}\n`)];
    expect(await fake.run(server.origin, ...identity, ...wrong)).toBe(1);
    expect(fake.err).toMatch(
      /overlap: --key .* cannot be decrypted with the passphrase of --key-pass-file .*wrong\n/u,
    );
    expect(fake.screen.join('')).not.toContain(SECRET);
  } finally {
    await server.close();
  }
});
