import { BlockList, isIP } from 'node:net';
import type { ProxyRules, ProxyServer } from '../../options/proxy.ts';
import { type Endpoint, endpointOf } from './endpoint.ts';

/** The proxy that leads to an endpoint; undefined for none. */
export function proxyFor(endpoint: Endpoint, rules: ProxyRules | undefined): ProxyServer | undefined {
  if (!rules) return undefined;
  const proxy = endpoint.secure ? rules.https : rules.http;
  return proxy && !rules.except.some((rule) => isExcepted(endpoint, rule)) ? proxy : undefined;
}

/** Makes the function that tells which proxy leads to an origin, by its own origin; undefined for none. */
export function proxiesOfOrigins(rules: ProxyRules | undefined): (origin: string) => string | undefined {
  return (origin) => rules && proxyFor(endpointOf(origin), rules)?.origin;
}

/**
 * As curl, Python and Go read `NO_PROXY`: a name stands for itself and all names below it, with or without a dot before
 * it; an address for itself; `10.0.0.0/8` for a network; `*` for everything; and a port behind any of them for that alone.
 */
function isExcepted({ host, port, family }: Endpoint, rule: string): boolean {
  if (rule === '*') return true;
  const [, before = rule, only] = /^(\[.*\]|[^:]*):(\d+)$/u.exec(rule) ?? [];
  if (only !== undefined && Number(only) !== port) return false;
  const name = before.replace(/^\[(.*)\]$/u, '$1');
  return family === 0 ? isWithinDomain(host, name) : isWithinNetwork(host, family, name);
}

function isWithinDomain(host: string, rule: string): boolean {
  const [name, domain] = [host.replace(/\.$/u, ''), rule.replace(/^\.|\.$/gu, '')];
  return domain !== '' && (name === domain || name.endsWith(`.${domain}`));
}

function isWithinNetwork(address: string, family: number, rule: string): boolean {
  const [network = '', bits] = rule.split('/');
  const ruleFamily = isIP(network);
  if (ruleFamily !== family) return false;
  const most = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? most : Number(bits);
  if (!(Number.isInteger(prefix) && prefix >= 0 && prefix <= most)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, prefix, type);
  return list.check(address, type);
}
