import type { IpAddress } from './pinned-address.ts';

/** Why a host name has no address. Plain data, which crosses threads. */
export type NameFault = {
  /**
   * `not_found`: there is no such name, or it has no address. `timeout`: no name server answers. `failed`: one says
   * that it cannot tell. `no_descriptor`: the process may open no socket to ask with.
   */
  readonly kind: 'not_found' | 'timeout' | 'failed' | 'no_descriptor';
  /** The name server's or the system's own word, such as SERVFAIL. */
  readonly reason: string;
};

/** What a look-up of a host name tells. */
export type NameAnswer =
  | { readonly ok: true; readonly addresses: readonly IpAddress[] }
  | { readonly ok: false; readonly fault: NameFault };

/** Receives how a look-up goes. Neither method is called before `lookUp` has returned. */
export interface NameWaiter {
  /** The question leaves our own queue now. Its time counts from here. */
  onAsked(): void;
  /** The answer has come; nothing follows it. */
  onAnswer(answer: NameAnswer): void;
}

/** Looks host names up, once for all who wait for one. */
export interface Names {
  /**
   * @returns the answer if it is known; else how far the question is: `asked`, or `queued` until `onAsked`. A queued
   *   question may be answered without having been asked.
   */
  lookUp(host: string, waiter: NameWaiter): NameAnswer | 'asked' | 'queued';
}

/** Looks up the names of hops that wait in queues, so that they need no slot to wait for a name server. */
export interface NamesAhead {
  /** The name that a hop to this origin has looked up; undefined for none. */
  hostOf(origin: string): string | undefined;
  /**
   * Looks a name up before it is needed.
   * @param onEnd called once, later, if the name is not known yet
   * @returns whether it is to be waited for
   */
  lookUpAhead(host: string, onEnd: () => void): boolean;
  /** Has a name that nobody answered for asked for again, since somebody tries again. */
  forgetSilence(host: string): void;
}

/** Which resolver answers for host names. `auto` is `own` wherever that gives the system's answers. */
export type ResolverChoice = 'own' | 'system' | 'auto';

/** How host names are looked up. Plain data. */
export type NameOptions = {
  readonly resolver: ResolverChoice;
  /** The name server to ask, with its port, instead of those of the system; undefined for those. */
  readonly dnsServer: string | undefined;
  /** Whether the system's hosts file counts. */
  readonly hostsFile: boolean;
  /** Milliseconds that a question may take, once it was asked. */
  readonly patience: number;
};

/** What became of a run's look-ups. */
export type NameStats = {
  /** Look-ups that Overlap made itself, at name servers; a name that is asked for again counts again. */
  readonly own: number;
  /** Look-ups that the system's resolver made. */
  readonly system: number;
  /** How many of all these nobody answered. */
  readonly unanswered: number;
  /** The name servers that were asked, each as `address:port`. */
  readonly servers: readonly string[];
};
