/**
 * In a network and with files of its own, where a name server on port 53 knows some names: looks names up as asked for on
 * the standard input, one after the other, and prints who was asked and what came of it.
 */
import { text } from 'node:stream/consumers';
import type { NameAnswer, ResolverChoice } from '../../src/core/names.ts';
import { FakeNameServer, type NameAnswer as Zone } from '../servers/name-server.ts';
import { namesOfRun } from '../support/names.ts';

export type Setting = {
  readonly resolver: ResolverChoice;
  readonly hosts: readonly string[];
  readonly zone: Readonly<Record<string, Zone>>;
};

const { resolver, hosts, zone }: Setting = JSON.parse(await text(process.stdin));
const server = await FakeNameServer.start((name) => zone[name] ?? 'nxdomain', 53);
const names = namesOfRun({ resolver });
const found: Record<string, string> = {};
for (const host of hosts) {
  const before = names.stats;
  const answer = await answerFor(host);
  const addresses = answer.ok
    ? answer.addresses.map(({ address }) => address).toSorted()
    : [answer.fault.kind];
  const { own, system } = names.stats;
  const who = [own > before.own ? 'own' : '', system > before.system ? 'system' : ''].join('') || 'nobody';
  found[host] = `${who}: ${addresses.join(' ')}`;
}
process.stdout.write(JSON.stringify({ found, servers: names.stats.servers }));
await names.close();
await server.close();

function answerFor(host: string): Promise<NameAnswer> {
  return new Promise((resolve) => {
    const known = names.lookUp(host, { onAsked: () => {}, onAnswer: resolve });
    if (known !== 'asked' && known !== 'queued') resolve(known);
  });
}
