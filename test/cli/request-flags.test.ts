import { describe, expect, it } from 'vitest';
import { requestOptions } from '../../src/cli/request-flags.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const files = temporaryFolder();

describe('requestOptions', () => {
  it('says nothing where no flag was given, so that the defaults hold', async () => {
    expect(await requestOptions({ follow: true })).toEqual({ follow: true });
  });

  it('takes flags over as the options they stand for', async () => {
    const flags = { follow: false, concurrency: 5, timeout: 100, insecure: true, allowDowngrade: true };
    expect(await requestOptions(flags)).toEqual(flags);
    expect(await requestOptions({ perHost: 'unlimited' })).toEqual({ perHost: { concurrency: 'unlimited' } });
    expect(await requestOptions({ perHostRate: '2/s', perHostDelay: 500, rate: '9/m', retries: 0 })).toEqual({
      perHost: { rate: '2/s', delay: 500 },
      rate: '9/m',
      retries: 0,
    });
    expect(await requestOptions({ maxBody: 10 })).toEqual({ maxBodyBytes: 10 });
  });

  it('reads what flags name as files', async () => {
    const [ca, data] = [await files.write('ca.pem', 'PEM'), await files.write('body', 'BODY')];
    expect(await requestOptions({ ca, tlsMin: '1.3', data: `@${data}` })).toEqual({
      tls: { ca: 'PEM', min: '1.3' },
      data: Buffer.from('BODY'),
    });
    await expect(requestOptions({ key: files.path('none.pem') })).rejects.toThrow(
      /^--key: the file .*none.pem cannot be read: ENOENT/u,
    );
  });

  it('joins headers of one name, whatever its case; cookies in their own way', async () => {
    const header = [
      { name: 'Accept', value: 'a' },
      { name: 'cookie', value: 'x=1' },
      { name: 'ACCEPT', value: 'b' },
      { name: 'Cookie', value: 'y=2' },
    ];
    expect(await requestOptions({ header })).toEqual({ headers: { accept: 'a, b', cookie: 'x=1; y=2' } });
  });
});
