import { choice, parseWord } from '../kinds/choice.ts';
import { TEXT } from '../kinds/kind.ts';
import { parseFileName } from '../kinds/path.ts';
import { optional } from './option.ts';

export const TLS = {
  /** Certificates of the authorities to trust, instead of those that Node brings. */
  ca: optional({
    kind: TEXT,
    usedBy: ['transport'],
    flag: {
      flags: '--ca <FILE>',
      heading: 'TLS',
      help: 'PEM file of the authorities to trust',
      default: 'those that Node brings',
      parse: parseFileName,
      attribute: 'ca',
    },
  }),

  /** The certificate to show to servers that ask for one, with its chain; goes with `key`. */
  cert: optional({
    kind: TEXT,
    usedBy: ['transport'],
    flag: {
      flags: '--cert <FILE>',
      heading: 'TLS',
      help: 'PEM file of the certificate to show to servers that ask for one; with --key',
      parse: parseFileName,
      attribute: 'cert',
    },
  }),

  /** The private key of `cert`. */
  key: optional({
    kind: TEXT,
    usedBy: ['transport'],
    flag: {
      flags: '--key <FILE>',
      heading: 'TLS',
      help: 'PEM file of its private key',
      parse: parseFileName,
      attribute: 'key',
    },
  }),

  /** What `key` is encrypted with, if it is. */
  passphrase: optional({
    kind: TEXT,
    usedBy: ['transport'],
    flag: {
      flags: '--key-pass-file <FILE>',
      heading: 'TLS',
      help: 'file whose first line is what the private key is encrypted with',
      parse: parseFileName,
      attribute: 'keyPassFile',
    },
  }),

  /** The oldest version that is spoken. @default '1.2' */
  min: optional({
    kind: choice('1.2', '1.3'),
    usedBy: ['transport'],
    flag: {
      flags: '--tls-min <VERSION>',
      heading: 'TLS',
      help: 'oldest version to speak, 1.2 or 1.3',
      default: '1.2',
      parse: parseWord(['1.2', '1.3'], 'a version of TLS', '1.2 or 1.3'),
      attribute: 'tlsMin',
    },
  }),
};
