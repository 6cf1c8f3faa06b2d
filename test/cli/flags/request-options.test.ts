import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RequestFlags } from '../../../src/cli/flags/request-flags.ts';
import { requestOptions } from '../../../src/cli/flags/request-options.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const files = temporaryFolder();

const pem = (name: string): string =>
  readFileSync(new URL(`../../http/certificates/localhost.${name}.pem`, import.meta.url), 'latin1');
const CERT = pem('cert');
const ENCRYPTED = createPrivateKey(pem('key'))
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' })
  .toString();

const options = (flags: RequestFlags, env = {}) => requestOptions(flags, env);

describe('requestOptions', () => {
  it('says nothing where no flag was given, so that the defaults hold', async () => {
    expect(await options({ follow: true })).toEqual({ follow: true });
  });

  it('takes flags over as the options they stand for', async () => {
    const flags = { follow: false, concurrency: 5, timeout: 100, insecure: true, allowDowngrade: true };
    expect(await options(flags)).toEqual(flags);
    expect(await options({ perHost: 'unlimited' })).toEqual({ perHost: { concurrency: 'unlimited' } });
    expect(await options({ perHostRate: '2/s', perHostDelay: 500, rate: '9/m', retries: 0 })).toEqual({
      perHost: { rate: '2/s', delay: 500 },
      rate: '9/m',
      retries: 0,
    });
    expect(await options({ maxBodyBytes: 10 })).toEqual({ maxBodyBytes: 10 });
  });

  it('reads what flags name as files', async () => {
    const [ca, data] = [await files.write('ca.pem', CERT), await files.write('body', 'BODY')];
    expect(await options({ ca, tlsMin: '1.3', data: `@${data}` })).toEqual({
      tls: { ca: CERT, min: '1.3' },
      data: Buffer.from('BODY'),
    });
    await expect(options({ key: files.path('none.pem') })).rejects.toThrow(
      /^--key: the file .*none.pem cannot be read: ENOENT/u,
    );
  });

  it('reads the passphrase of a key from the first line of a file', async () => {
    const cert = await files.write('cert.pem', CERT);
    const key = await files.write('key.pem', ENCRYPTED);
    const keyPassFile = await files.write('pass', 'open sesame\r\nnot this\n');
    expect(await options({ cert, key, keyPassFile })).toEqual({
      tls: { cert: CERT, key: ENCRYPTED, passphrase: 'open sesame' },
    });
    await expect(options({ keyPassFile })).rejects.toThrow('--key-pass-file needs a --key beside it');
    const empty = await files.write('empty', '\nsesame');
    await expect(options({ cert, key, keyPassFile: empty })).rejects.toThrow(
      /^--key-pass-file: the first line of .*empty is empty/u,
    );
  });

  it('calls what cannot be used by the names of its flags', async () => {
    const cert = await files.write('cert.pem', CERT);
    const key = await files.write('key.pem', ENCRYPTED);
    const wrong = await files.write('wrong', 'close sesame');
    await expect(options({ ca: key })).rejects.toThrow(`--ca ${key} is no certificate in PEM`);
    await expect(options({ cert })).rejects.toThrow(`--cert ${cert} needs --key FILE beside it`);
    await expect(options({ key })).rejects.toThrow(`--key ${key} needs --cert FILE beside it`);
    await expect(options({ cert, key: cert })).rejects.toThrow(`--key ${cert} is no private key in PEM`);
    await expect(options({ cert, key })).rejects.toThrow(
      `--key ${key} is encrypted; give its passphrase with --key-pass-file FILE`,
    );
    await expect(options({ cert, key, keyPassFile: wrong })).rejects.toThrow(
      `--key ${key} cannot be decrypted with the passphrase of --key-pass-file ${wrong}`,
    );
    await expect(options({ proxy: 'p:1', denyPrivate: true })).rejects.toThrow(
      '--deny-private cannot be kept through the proxy http://p:1',
    );
  });

  it('reads names and passwords from the file in the home folder, or from another', async () => {
    const path = await files.write('.netrc', 'machine a.test login u password p');
    const credentials = [{ host: 'a.test', user: 'u', password: 'p' }];
    const env = { HOME: dirname(path) };
    expect(await options({ netrc: true }, env)).toEqual({ credentials });
    expect(await options({ netrcFile: path })).toEqual({ credentials });
    expect(await options({ netrc: false }, env)).toEqual({});
    const broken = await files.write('broken', 'machine a.test\nlogin u pass SECRET');
    await expect(options({ netrcFile: broken })).rejects.toThrow(
      `--netrc-file: ${broken}, line 2: neither machine, default, login, password, account nor macdef stands there`,
    );
    await expect(options({ netrc: true }, { HOME: files.path('nowhere') })).rejects.toThrow(
      /^--netrc: the file .*nowhere.\.netrc cannot be read: ENOENT/u,
    );
  });

  it('takes a proxy as it is given, or those of the environment, where that is asked for', async () => {
    const env = {
      http_proxy: 'http://lower:1',
      HTTP_PROXY: 'http://upper:1',
      HTTPS_PROXY: '',
      all_proxy: 'socks5://all:2',
      NO_PROXY: 'a.test, .b.test',
    };
    expect(await options({}, env)).toEqual({});
    expect(await options({ proxy: 'http://p:1' }, env)).toEqual({ proxy: 'http://p:1' });
    expect(await options({ proxyFromEnv: true }, env)).toEqual({
      proxy: { http: 'http://lower:1', https: 'socks5://all:2', except: ['a.test', '.b.test'] },
    });
    await expect(options({ proxy: 'http://p:1', proxyFromEnv: true }, env)).rejects.toThrow(
      '--proxy and --proxy-from-env exclude each other; leave one out',
    );
  });

  it('names the variable whose proxy is none', async () => {
    const from = (env: Record<string, string>) => options({ proxyFromEnv: true }, env);
    const bad = 'http://u:SECRET@[bad';
    await expect(from({ HTTP_PROXY: bad })).rejects.toThrow(/^HTTP_PROXY is not the URL of a proxy; write /u);
    await expect(from({ https_proxy: bad })).rejects.toThrow(/^https_proxy is not the URL of a proxy/u);
    await expect(from({ ALL_PROXY: bad })).rejects.toThrow(/^ALL_PROXY is not the URL(?!.*SECRET)/u);
    const both = { HTTP_PROXY: 'http://p:1', HTTPS_PROXY: 'http://p:2' };
    expect(await from({ ...both, ALL_PROXY: bad })).toMatchObject({ proxy: { http: 'http://p:1' } });
  });

  it('joins headers of one name, whatever its case; cookies in their own way', async () => {
    const header = [
      { name: 'Accept', value: 'a' },
      { name: 'cookie', value: 'x=1' },
      { name: 'ACCEPT', value: 'b' },
      { name: 'Cookie', value: 'y=2' },
    ];
    expect(await options({ header })).toEqual({ headers: { accept: 'a, b', cookie: 'x=1; y=2' } });
  });
});
