import type { Behaviour } from './behaviour.ts';
import { CODINGS } from './codings.ts';
import { CONNECTIONS } from './connections.ts';
import { FRAMING } from './framing.ts';
import { HEADS } from './heads.ts';
import { NAMES } from './names.ts';
import { POLICY } from './policy.ts';
import { REDIRECTS } from './redirects.ts';
import { TLS } from './tls.ts';
import { URLS } from './urls.ts';

/** All that the world does, by where it does it. */
export const GROUPS: Readonly<Record<string, readonly Behaviour[]>> = {
  connections: CONNECTIONS,
  framing: FRAMING,
  heads: HEADS,
  codings: CODINGS,
  redirects: REDIRECTS,
  names: NAMES,
  tls: TLS,
  policy: POLICY,
  urls: URLS,
};
