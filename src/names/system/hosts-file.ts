import { ipFamily } from '../../util/ip-family.ts';
import type { IpAddress } from '../../core/pinned-address.ts';

/** Addresses by name, in lower case and without a dot at the end. */
export type HostsFile = ReadonlyMap<string, readonly IpAddress[]>;

/** Reads hosts(5): an address and its names a line. What a name has in several lines adds up. */
export function parseHosts(text: string): HostsFile {
  const hosts = new Map<string, IpAddress[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...names] = (line.split('#', 1)[0] ?? '').trim().split(/\s+/u);
    const family = ipFamily(address);
    if (family === 0) continue;
    for (const name of names) add(hosts, name.toLowerCase().replace(/\.$/u, ''), { address, family });
  }
  return hosts;
}

function add(hosts: Map<string, IpAddress[]>, name: string, found: IpAddress): void {
  const addresses = hosts.get(name);
  if (!addresses) hosts.set(name, [found]);
  else if (!addresses.some(({ address }) => address === found.address)) addresses.push(found);
}
