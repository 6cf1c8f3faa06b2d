import ipaddr from 'ipaddr.js';
import type { IpAddress } from '../../core/pinned-address.ts';

/** Where the IPv4 address stands in an IPv6 one that wraps it: the number of its first byte. */
const WRAPPED_AT = { ipv4Mapped: 12, nat64: 12, '6to4': 2 } as const;

/** Global unicast addresses, all that IANA has given out (RFC 4291 §2.4). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
/** The translators' well-known prefix (RFC 6052 §2.1); not that for translators within a site (RFC 8215). */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** Addresses that look public, but are a cloud's own services for the machine that asks: Azure's. */
const METADATA: ReadonlySet<string> = new Set(['168.63.129.16']);

/**
 * Whether an address belongs to the public internet: not loopback, private, link-local, multicast, metadata or
 * anything else that IANA's registries of special-purpose addresses hold (RFC 6890). One that wraps an IPv4 address is
 * judged by that; one of Teredo, which wraps two, is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return parsed instanceof ipaddr.IPv4 ? isPublic4(parsed) : isPublic6(parsed);
}

/** Those addresses that belong to the public internet. */
export function publicOnes(addresses: readonly IpAddress[]): readonly IpAddress[] {
  return addresses.filter(({ address }) => isPublicAddress(address));
}

/** The same of `address:port`, an IPv6 address in brackets. */
export function isPublicPeer(peer: string): boolean {
  const address = peer.slice(0, peer.lastIndexOf(':'));
  return isPublicAddress(address.startsWith('[') ? address.slice(1, -1) : address);
}

function isPublic4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && !METADATA.has(address.toString());
}

function isPublic6(address: ipaddr.IPv6): boolean {
  const range = address.range();
  if (range === 'ipv4Mapped' || range === '6to4') return isPublic4(wrapped(address, WRAPPED_AT[range]));
  if (address.match(NAT64)) return isPublic4(wrapped(address, WRAPPED_AT.nat64));
  return range === 'unicast' && address.match(GLOBAL_UNICAST);
}

function wrapped(address: ipaddr.IPv6, at: number): ipaddr.IPv4 {
  return new ipaddr.IPv4(address.toByteArray().slice(at, at + 4));
}
