import { UsageError } from '../core/errors.ts';
import { ipAddress } from '../core/pinned-address.ts';
import { LAST_PORT } from '../util/port.ts';

const DNS_PORT = 53;

/**
 * Reads the address of a name server: `1.1.1.1`, `1.1.1.1:5353`, `::1` or `[::1]:5353`.
 * @returns address and port, an IPv6 address in brackets
 * @throws UsageError for anything else
 */
export function parseDnsServer(text: string): string {
  const [, before = '', port = ''] = /^(.*\]|[^:]*):(\d{1,5})$/u.exec(text) ?? [];
  const alone = ipAddress(text);
  const found = alone ?? ipAddress(before);
  const number = alone ? DNS_PORT : Number(port);
  if (!found || number < 1 || number > LAST_PORT) {
    const given = JSON.stringify(text);
    throw new UsageError(`the name server is ${given}; it must be an address, such as 1.1.1.1 or [::1]:5353`);
  }
  return `${found.family === 6 ? `[${found.address}]` : found.address}:${number}`;
}
