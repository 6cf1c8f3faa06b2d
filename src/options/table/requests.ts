import { type HeadersInput, type RawHeaders, requireMethod, toRawHeaders } from '../../core/headers.ts';
import { VERSION } from '../../core/version.ts';
import { type Authorizations, authorizations, type Credentials } from '../credentials.ts';
import { parseHeader } from '../kinds/header.ts';
import { type Kind, TEXT } from '../kinds/kind.ts';
import { requestBody, type RequestBody } from '../request-body.ts';
import { option, optional } from './option.ts';

const METHOD: Kind<string, string> = { type: 'string', check: requireMethod, parse: requireMethod };

const HEADERS: Kind<HeadersInput, RawHeaders> = {
  type: 'HeadersInput',
  check: toRawHeaders,
  parse: parseHeader,
};

const CREDENTIALS: Kind<readonly Credentials[], Authorizations> = {
  type: 'readonly Credentials[]',
  check: authorizations,
};

const DATA: Kind<string | Uint8Array, RequestBody> = { type: 'string | Uint8Array', check: requestBody };

/** What is sent. */
export const REQUESTS = {
  /** Method of the requests that name none. @default 'GET', or 'POST' if there is `data` */
  method: optional({
    kind: METHOD,
    usedBy: ['schedule'],
    flag: {
      flags: '-X, --method <METHOD>',
      heading: 'Requests',
      help: 'HTTP method',
      default: 'GET, or POST with --data',
    },
  }),

  /** Headers for every listed URL, sent to that URL's own origin only. @default none */
  headers: option({
    kind: HEADERS,
    default: {},
    usedBy: ['schedule'],
    flag: {
      flags: '-H, --header <HEADER>',
      heading: 'Requests',
      help: "header as 'Name: value', for each listed URL's own host; repeatable",
      repeatable: true,
      attribute: 'header',
    },
  }),

  /**
   * Names and passwords for hosts, as `Authorization` (RFC 7617). They go to the listed URLs of their host alone,
   * and to no host that a redirect leads to; the user info of a URL and a header `Authorization` come first.
   * @default none
   */
  credentials: option({ kind: CREDENTIALS, default: [], usedBy: ['schedule'] }),

  /** Body of the requests that have none of their own. @default none */
  data: optional({
    kind: DATA,
    usedBy: ['schedule'],
    flag: {
      flags: '--data <DATA>',
      heading: 'Requests',
      help: 'body to send; @FILE sends the bytes of a file',
      attribute: 'data',
    },
  }),

  /** The header `User-Agent`. @default 'overlap/<version>' */
  userAgent: option({
    kind: TEXT,
    default: `overlap/${VERSION}`,
    usedBy: ['schedule'],
    flag: { flags: '--user-agent <TEXT>', heading: 'Requests', help: 'User-Agent header' },
  }),
};
