import type { FetchOptions, PerHost } from '../../options/options.ts';
import { type CredentialFlags, credentialsOf } from './credential-flags.ts';
import { readFlagFile } from './flag-file.ts';
import { joinHeaders } from './header.ts';
import type { Io } from '../io.ts';
import { type ProxyFlags, proxyOf } from './proxy-flags.ts';
import type { RequestFlags } from './request-flags.ts';
import { type TlsFlags, tlsOptions } from './tls-flags.ts';

/** Flags whose options have another shape. */
type Reshaped =
  | 'perHost'
  | 'perHostRate'
  | 'perHostDelay'
  | 'header'
  | 'data'
  | keyof (TlsFlags & CredentialFlags & ProxyFlags);

/** What the flags stand for: options, and other flags as they are. */
export type RequestOptions<F> = Omit<F, Reshaped> &
  Pick<FetchOptions, 'perHost' | 'headers' | 'credentials' | 'proxy' | 'data' | 'tls'>;

/** @throws {UsageError} a file that a flag names cannot be read */
export async function requestOptions<F extends RequestFlags>(
  flags: F,
  env: Io['env'],
): Promise<RequestOptions<F>> {
  const {
    perHost,
    perHostRate,
    perHostDelay,
    header,
    data,
    ca,
    cert,
    key,
    keyPassFile,
    tlsMin,
    netrc,
    netrcFile,
    proxy: _proxy,
    proxyFromEnv: _proxyFromEnv,
    ...same
  } = flags;
  const spared: PerHost = {
    ...(perHost === undefined ? {} : { concurrency: perHost }),
    ...(perHostRate === undefined ? {} : { rate: perHostRate }),
    ...(perHostDelay === undefined ? {} : { delay: perHostDelay }),
  };
  const tls = await tlsOptions({ ca, cert, key, keyPassFile, tlsMin });
  const credentials = await credentialsOf(netrc, netrcFile, env);
  const proxy = proxyOf(flags, env);
  return {
    ...same,
    ...(Object.keys(spared).length === 0 ? {} : { perHost: spared }),
    ...(header === undefined ? {} : { headers: joinHeaders(header) }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(data === undefined ? {} : { data: await bodyOf(data) }),
    ...(Object.keys(tls).length === 0 ? {} : { tls }),
  };
}

async function bodyOf(data: string): Promise<string | Uint8Array> {
  return data.startsWith('@') ? readFlagFile('--data', data.slice(1)) : data;
}
