import type { Comparison, CompareSettings } from '../../compare/comparison.ts';
import { formatDuration } from '../text/duration.ts';
import type { Fact } from '../picture/model.ts';

const RESOLVERS = { own: 'Overlap', system: 'the system', both: 'Overlap and the system' } as const;

/** Where and when a comparison was made. */
export function environmentFacts({ environment, startedAt }: Comparison): readonly Fact[] {
  const { node, platform, arch, cores, load, resolver } = environment;
  return facts({
    'started at': startedAt,
    'Node.js': node,
    system: `${platform}, ${arch}`,
    cores: String(cores),
    'load when it began': load.toFixed(2),
    ...(resolver === undefined ? {} : { 'names looked up by': RESOLVERS[resolver] }),
  });
}

/** How its requests were made. */
export function settingsFacts(settings: CompareSettings): readonly Fact[] {
  const { rate, perHostRate } = settings;
  return facts({
    'rounds, at most': String(settings.rounds),
    budget: formatDuration(settings.budget),
    'stops early': yesOrNo(settings.earlyStop),
    'warm-up': yesOrNo(settings.warmUp),
    'in flight for one host, at most': String(settings.perHost),
    ...(rate === undefined ? {} : { 'requests a second, at most': String(rate) }),
    ...(perHostRate === undefined ? {} : { 'requests a second to one host, at most': String(perHostRate) }),
    method: settings.method,
    redirects: settings.follow ? `followed, up to ${settings.maxRedirects}` : 'not followed',
    timeout: formatDuration(settings.timeout),
    'timeout to connect': formatDuration(settings.connectTimeout),
    'timeout for the response head': formatDuration(settings.headersTimeout),
  });
}

function facts(named: Readonly<Record<string, string>>): readonly Fact[] {
  return Object.entries(named).map(([name, value]) => ({ name, value }));
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
