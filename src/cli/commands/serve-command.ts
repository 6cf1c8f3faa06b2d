import { once } from 'node:events';
import { UsageError } from '../../core/errors.ts';
import { messageOf } from '../../util/message-of.ts';
import { LAST_PORT } from '../../util/port.ts';
import { printable } from '../../util/printable.ts';
import { hostOrigin } from '../../demo/host.ts';
import type { OriginSettings } from '../../demo/origin.ts';
import { type DemoOrigins, startOrigins } from '../../demo/origins.ts';
import { LineWriter } from '../../output/line-writer.ts';
import { exitCodeOf } from '../exit-code.ts';
import { complain } from '../fault.ts';
import { parseHostSpec } from './host-spec.ts';
import { Interrupts } from '../interrupts.ts';
import type { Io } from '../io.ts';
import { stdoutFault } from '../terminal/stdout.ts';
import { Stop } from '../stop.ts';
import { counted, grouped } from '../../report/text/wording.ts';

/** The flags of `overlap serve`. */
export type ServeFlags = {
  /** Specs, as they were given. */
  readonly host?: readonly string[];
  readonly hosts?: number;
  readonly pages?: number;
  readonly seed?: number;
  readonly port?: number;
  readonly urls?: boolean;
  readonly quiet?: boolean;
};

const DEFAULT_HOST = 'latency=100ms,size=10kB';
const DEFAULT_PAGES = 10;
const DEFAULT_SEED = 1;

/** Hosts that are shown one by one. */
const MOST_SHOWN = 20;

/**
 * `overlap serve`: hosts on loopback that are as slow, as large and as busy as they are told to be, until a signal
 * ends them.
 * @returns the exit code
 * @throws {UsageError} a host cannot be as it is wished for, or a port cannot be had
 */
export async function serveCommand(flags: ServeFlags, io: Io): Promise<number> {
  const { pages = DEFAULT_PAGES, urls = false, quiet = false } = flags;
  const specs = hostSpecs(flags);
  const stop = new Stop();
  const interrupts = new Interrupts(stop, io, () => {});
  try {
    const site = await listen(specs, flags);
    try {
      if (urls) await printUrls(site.origins, pages, stop, io);
      if (!quiet) io.stderr.write(announcement(site.origins, specs));
      if (!stop.signal.aborted) await once(stop.signal, 'abort');
    } finally {
      await site.close();
    }
    if (stop.reason?.kind === 'unwritable') complain(stop.reason.message, io);
    return exitCodeOf(stop.reason, 0);
  } finally {
    interrupts.close();
  }
}

/** A spec for each host: those that were given, in turn. */
function hostSpecs({ host = [DEFAULT_HOST], hosts = host.length }: ServeFlags): readonly string[] {
  if (hosts < host.length) {
    throw new UsageError(
      `--hosts ${hosts} is less than the ${host.length} hosts that are told how to behave`,
    );
  }
  return Array.from({ length: hosts }, (_, index) => host[index % host.length] ?? DEFAULT_HOST);
}

async function listen(
  specs: readonly string[],
  { seed = DEFAULT_SEED, port }: ServeFlags,
): Promise<DemoOrigins> {
  if (port !== undefined && port + specs.length - 1 > LAST_PORT) {
    throw new UsageError(
      `--port ${port} leaves no room for ${counted(specs.length, 'host')}, each with a port of its own, below ${LAST_PORT + 1}`,
    );
  }
  const settings = specs.map((spec, host): OriginSettings => {
    const origin = hostOrigin(parseHostSpec(spec), { seed, host });
    return port === undefined ? origin : { ...origin, port: port + host };
  });
  try {
    return await startOrigins(settings);
  } catch (error) {
    throw new UsageError(
      `no host can be served: ${messageOf(error)}; --port names the first of the ports to be used`,
    );
  }
}

/** One page of each host after the other, so that a list that is cut short names every host. */
async function printUrls(origins: readonly string[], pages: number, stop: Stop, io: Io): Promise<void> {
  const writer = new LineWriter(io.stdout, {
    givenUp: stop.overdue,
    onError: (error) => {
      const reason = stdoutFault(error);
      // Whoever has read enough may still want the hosts.
      if (reason.kind === 'unwritable') stop.because(reason);
    },
  });
  for (let page = 1; page <= pages && !stop.signal.aborted; page++) {
    for (const origin of origins) {
      const room = writer.write(`${origin}/${page}\n`);
      if (room) await room;
    }
  }
  await writer.end();
}

function announcement(origins: readonly string[], specs: readonly string[]): string {
  const shown = origins
    .slice(0, MOST_SHOWN)
    .map((origin, index) => `  ${origin}  ${printable(specs[index] ?? '')}\n`);
  const more = origins.length - shown.length;
  const rest = more > 0 ? `  and ${grouped(more)} more, which --urls lists\n` : '';
  return `${counted(origins.length, 'host')}, with a page under every path, until Ctrl-C:\n${shown.join('')}${rest}`;
}
