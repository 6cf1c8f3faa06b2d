import { isIPv4, SocketAddress } from 'node:net';

/**
 * The version of IP of an address; 0 for a text that is none. A zone, as in `fe80::1%eth0`, makes it none.
 *
 * As `net.isIP`, whose pattern for IPv6 takes V8 milliseconds to compile, which is much in a short run.
 */
export function ipFamily(text: string): 0 | 4 | 6 {
  if (!text.includes(':')) return isIPv4(text) ? 4 : 0;
  return isIPv6(text) ? 6 : 0;
}

/** The version of IP of what is known to be an address. */
export function familyOfAddress(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4;
}

function isIPv6(text: string): boolean {
  if (text.includes('%')) return false;
  try {
    return new SocketAddress({ address: text, family: 'ipv6' }).family === 'ipv6';
  } catch {
    return false;
  }
}
