import { parseDnsServer } from './dns-server.ts';
import { UsageError } from '../core/errors.ts';
import type { NameOptions } from '../core/names.ts';
import type { FetchOptions } from './options.ts';
import { NAMES, RESOLVERS } from './table/names.ts';

/**
 * @param patience milliseconds that a look-up may take
 * @throws UsageError for what is none of the resolvers, or goes against it
 */
export function nameOptions(options: FetchOptions, patience: number): NameOptions {
  const { resolver = NAMES.resolver.default, dnsServer, hostsFile = NAMES.hostsFile.default } = options;
  if (!RESOLVERS.includes(resolver)) {
    throw new UsageError(`resolver is ${JSON.stringify(resolver)}; it may be ${RESOLVERS.join(', ')}`);
  }
  if (typeof hostsFile !== 'boolean') {
    throw new UsageError(`hostsFile is ${JSON.stringify(hostsFile)}; it must be true or false`);
  }
  if (resolver === 'system' && dnsServer !== undefined) {
    throw new UsageError(
      "the system's resolver asks name servers of its own; leave out the one to ask, or choose another resolver",
    );
  }
  if (resolver === 'system' && !hostsFile) {
    throw new UsageError(
      "the system's resolver always reads the hosts file; choose the resolver own to leave it out",
    );
  }
  return {
    resolver,
    dnsServer: dnsServer === undefined ? undefined : parseDnsServer(dnsServer),
    hostsFile,
    patience,
  };
}
