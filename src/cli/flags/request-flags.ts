import type { FetchOptions, PerHost } from '../../options/options.ts';
import type { Header } from '../../options/kinds/header.ts';
import { CREDENTIAL_FLAGS, type CredentialFlags } from './credential-flags.ts';
import type { FlagGroup } from './flag.ts';
import { optionGroup } from './option-flags.ts';
import { PROXY_FLAGS, type ProxyFlags } from './proxy-flags.ts';
import type { TlsFlags } from './tls-flags.ts';

/** Options that the flags make out of something else, or that no flag sets. */
type NotAsGiven = 'perHost' | 'headers' | 'credentials' | 'data' | 'tls' | 'proxy' | 'saveTo' | 'signal';

/** The flags of every command that makes requests: what is sent, and under which policy. */
export type RequestFlags = Omit<FetchOptions, NotAsGiven> &
  TlsFlags &
  CredentialFlags &
  ProxyFlags & {
    readonly perHost?: NonNullable<PerHost['concurrency']>;
    readonly perHostRate?: string;
    readonly perHostDelay?: number;
    readonly header?: readonly Header[];
    /** As it was given, `@file` included. */
    readonly data?: string;
  };

export const REQUEST_FLAGS: readonly FlagGroup[] = [
  optionGroup('Pace'),
  optionGroup('Retries'),
  optionGroup('Requests', CREDENTIAL_FLAGS),
  optionGroup('TLS'),
  optionGroup('Names and addresses', PROXY_FLAGS),
  optionGroup('Limits'),
  optionGroup('Redirects'),
];
