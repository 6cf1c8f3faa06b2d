import { isIP } from 'node:net';
import { UsageError } from './errors.ts';
import { LAST_PORT } from '../util/port.ts';

/** An address, and the version of IP that it belongs to. */
export type IpAddress = { readonly address: string; readonly family: number };

/** Where connections to a host and port go, instead of to what a look-up would say. */
export type PinnedAddress = {
  /** `host:port`, the host as `URL.hostname` writes it; `*:port` for every host. */
  readonly endpoint: string;
  readonly addresses: readonly IpAddress[];
};

/**
 * Reads `HOST:PORT:ADDRESS[,ADDRESS…]`, as curl's `--resolve` takes it.
 * @throws UsageError for anything else
 */
export function parsePinnedAddress(text: string): PinnedAddress {
  const [, host = '', port = '', list = ''] =
    /^(\*|\[[^\]]+\]|[^:[\]/@?#\s]+):(\d{1,5}):(\S+)$/u.exec(text) ?? [];
  const hostname = host === '*' ? host : hostnameOf(host);
  const addresses = list.split(',').map((each) => ipAddress(each));
  const known = addresses.filter((each) => each !== undefined);
  const number = Number(port);
  if (hostname === undefined || number < 1 || number > LAST_PORT || known.length < addresses.length) {
    const given = JSON.stringify(text);
    throw new UsageError(
      `the pinned address is ${given}; write HOST:PORT:ADDRESS, such as example.com:443:127.0.0.1`,
    );
  }
  return { endpoint: `${hostname}:${number}`, addresses: known };
}

/** An address as people write it, an IPv6 one with brackets or without; undefined for anything else. */
export function ipAddress(text: string): IpAddress | undefined {
  const address = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  const family = isIP(address);
  return family === 0 || (family === 4 && address !== text) ? undefined : { address, family };
}

/** A host as `URL.hostname` writes it; undefined if it can be none. */
export function hostnameOf(host: string): string | undefined {
  try {
    return new URL(`http://${host}/`).hostname;
  } catch {
    return undefined;
  }
}
