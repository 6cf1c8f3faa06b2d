import type { NameSource } from './nsswitch.ts';
import type { ResolvConf } from './resolv-conf.ts';

/** What decides whether our own resolver gives the system's answers. Plain data. */
export type SystemFacts = {
  readonly platform: NodeJS.Platform;
  /** Whether the environment tells the system's resolver something: LOCALDOMAIN, RES_OPTIONS or HOSTALIASES. */
  readonly hasVariables: boolean;
  /** Undefined if it is there and cannot be read. */
  readonly resolvConf: ResolvConf | undefined;
  /** Undefined if it is there and cannot be read. */
  readonly sources: readonly NameSource[] | undefined;
  /** Whether /etc/mdns.allow has names outside `.local` asked for by multicast. */
  readonly hasMdnsAllow: boolean;
  /** This machine's own name, in lower case. */
  readonly hostName: string;
};

/** Whether nothing in the system's ways is such that only its own resolver can follow: the rule of Go's net/conf.go. */
export function ownIsUsual(facts: SystemFacts): boolean {
  const { platform, hasVariables, resolvConf, sources } = facts;
  if (platform !== 'linux' || hasVariables || !resolvConf || resolvConf.isUnusual || !sources) return false;
  return sources.every((source) => isKnown(source, facts)) && isFilesThenDns(sources);
}

/** Who is to look a host name up, for the same answers as the system's. @param isUsual `ownIsUsual` */
export function chooseResolver(host: string, isUsual: boolean, facts: SystemFacts): 'own' | 'system' {
  if (!isUsual) return 'system';
  const name = host.endsWith('.') ? host.slice(0, -1) : host;
  // Single labels and `.local` belong to search lists, multicast DNS (RFC 6762) and the like.
  if (!name.includes('.') || name.endsWith('.local') || /[\\%]/u.test(name)) return 'system';
  const hasMyHostname = facts.sources?.some((source) => source.name === 'myhostname') ?? false;
  return hasMyHostname && isOwnName(name, facts.hostName) ? 'system' : 'own';
}

function isKnown({ name, isStandard }: NameSource, { hasMdnsAllow }: SystemFacts): boolean {
  if (name === 'files' || name === 'dns') return isStandard;
  // They answer for `.local`, and for this machine's own names, and pass over all others.
  return (name.startsWith('mdns') && !hasMdnsAllow) || name === 'myhostname';
}

function isFilesThenDns(sources: readonly NameSource[]): boolean {
  const names = sources.map(({ name }) => name);
  const [files, dns] = [names.indexOf('files'), names.indexOf('dns')];
  return files >= 0 && dns > files;
}

/** What nss-myhostname answers for. */
function isOwnName(name: string, hostName: string): boolean {
  return (
    name === hostName || name.endsWith('.localhost') || name.endsWith('.localdomain') || name.startsWith('_')
  );
}
