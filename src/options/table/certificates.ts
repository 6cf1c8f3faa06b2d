import { type Kind, SWITCH } from '../kinds/kind.ts';
import type { TlsOptions } from '../options.ts';
import { requireTlsOptions } from '../tls-options.ts';
import { option, optional } from './option.ts';
import { TLS } from './tls.ts';

const TLS_KIND: Kind<TlsOptions, TlsOptions> = {
  type: 'TlsOptions',
  check: (given) => requireTlsOptions(given),
};

/** Whom a connection trusts. */
export const CERTIFICATES = {
  /** Accepts any certificate; the outcomes then say so. @default false */
  insecure: option({
    kind: SWITCH,
    default: false,
    usedBy: ['transport', 'schedule'],
    flag: {
      flags: '-k, --insecure',
      heading: 'TLS',
      help: 'accept any certificate; the records say so',
    },
  }),

  /**
   * Authorities to trust, and a certificate of one's own.
   * @default the authorities that Node brings, no certificate of one's own, TLS 1.2 or later
   */
  tls: optional({ kind: TLS_KIND, parts: TLS, usedBy: ['transport'] }),
};
