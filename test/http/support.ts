import { expect, onTestFinished } from 'vitest';
import type { Attempt, AttemptFailure, AttemptResponse, Hop } from '../../src/core/hop.ts';
import { loadTransport } from '../../src/http/load.ts';
import type { Transport } from '../../src/http/transport.ts';
import type { TransportOptions } from '../../src/http/transport-options.ts';
import { namesOfRun } from '../support/names.ts';
import { OPTIONS } from './options.ts';
import { RawServer, type OnConnection } from '../servers/raw-server.ts';

/** An attempt with what was said of its connection. */
export type Ended = { readonly attempt: Attempt; readonly kept: boolean };

/** A transport, and all that it told. */
export type Fixture = {
  readonly transport: Transport;
  /** Origins as `onIdleClosed` told them. */
  readonly idleClosed: string[];
  /** Resolves at the next `onIdleClosed`. */
  readonly nextIdleClosed: () => Promise<void>;
  /** Starts a hop; `url` is the origin plus a path. */
  readonly run: (origin: string, hop?: Partial<Hop>) => Promise<Ended>;
};

/** What differs from `OPTIONS`, and the name server to ask. */
type TransportChoice = Partial<TransportOptions> & { readonly dnsServer?: string };

let seq = 0;

/** The transport that ships, of `dist/`; it is closed when the test has ended; by then each hop has been reported just once. */
export function useTransport({ dnsServer, ...options }: TransportChoice = {}): Fixture {
  const idleClosed: string[] = [];
  const waiting: (() => void)[] = [];
  const whole = { ...OPTIONS, ...options };
  const names = namesOfRun({ dnsServer, patience: whole.connectTimeout });
  const transport = loadTransport().createTransport(whole, names, (origin) => {
    idleClosed.push(origin);
    for (const resolve of waiting.splice(0)) resolve();
  });
  const reports = new Map<number, number>();
  onTestFinished(async () => {
    await transport.close();
    await names.close();
    expect([...reports.values()].every((times) => times === 1)).toBe(true);
  });
  return {
    transport,
    idleClosed,
    nextIdleClosed: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
    run: (origin, hop = {}) =>
      new Promise((resolve) => {
        const started = hopTo(origin, hop);
        reports.set(started.seq, 0);
        transport.start(started, (attempt, kept) => {
          reports.set(started.seq, (reports.get(started.seq) ?? 0) + 1);
          resolve({ attempt, kept });
        });
      }),
  };
}

export function hopTo(origin: string, hop: Partial<Hop> = {}): Hop {
  seq += 1;
  return { seq, url: `${origin}/`, origin, method: 'GET', headers: ['user-agent', 'test'], ...hop };
}

/** A raw server that is closed when the test has ended. */
export async function useRawServer(onConnection: OnConnection): Promise<RawServer> {
  const server = await RawServer.start(onConnection);
  onTestFinished(() => server.close());
  return server;
}

export function responseOf({ attempt }: Ended): AttemptResponse {
  if (attempt.kind !== 'response') throw new Error(`no response: ${attempt.code}: ${attempt.message}`);
  return attempt;
}

export function failureOf({ attempt }: Ended): AttemptFailure {
  if (attempt.kind !== 'failure') throw new Error(`no failure: ${attempt.status}`);
  return attempt;
}
