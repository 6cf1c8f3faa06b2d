import type { NameAnswer } from '../../core/names.ts';
import type { AddressType } from './dns-message.ts';
import type { NameServer, OpenQuestion } from './name-server.ts';
import type { ServerAnswer } from './server-answer.ts';

/** How name servers are asked. */
export type QueryRules = {
  /** Milliseconds until a question without an answer is asked again. */
  readonly timeout: number;
  /** How often one name server is asked. */
  readonly attempts: number;
  /** Whether IPv6 addresses come first; else they come last. Asked where there are both. */
  readonly prefersIpv6: () => boolean;
};

/**
 * Milliseconds that addresses of one version of IP wait for those of the other: some name servers never answer for
 * IPv6. RFC 8305 §3 has 50, for the first connection alone.
 */
const RESOLUTION_DELAY = 100;

/** Milliseconds after which servers that failed are asked once more. */
const PAUSE = 250;

/** The question for one version of IP. */
type FamilyQuery = {
  readonly type: AddressType;
  /** Addresses, or that there are none. */
  answer: Exclude<ServerAnswer, { kind: 'failed' }> | undefined;
  /** What the servers that failed said last. */
  failure: string | undefined;
  /** Whether the server at hand has failed. */
  hasFailed: boolean;
  readonly open: { readonly server: NameServer; readonly question: OpenQuestion }[];
};

/**
 * One name, asked for its IPv4 and IPv6 addresses at once: each server several times until it answers, then the next one.
 * A server that fails is followed by the next at once, and all are asked once more after a pause. An answer counts
 * whenever it comes.
 */
export class NameQuery {
  readonly #name: string;
  readonly #servers: readonly NameServer[];
  readonly #rules: QueryRules;
  readonly #onDone: (answer: NameAnswer, ttl: number) => void;
  readonly #families: readonly FamilyQuery[] = [newFamilyQuery('AAAA'), newFamilyQuery('A')];
  #server = 0;
  #attempt = 0;
  /** Counts the times that a server was asked. */
  #step = 0;
  /** Whether the servers have been asked once more. */
  #isSecondRound = false;
  #isOver = false;
  #timer: NodeJS.Timeout | undefined;
  /** Whether the timer runs for the other version of IP. */
  #isLingering = false;

  /**
   * @param servers at least one, in the order in which they are asked
   * @param onDone receives the answer and its time to live, in seconds; 0 without addresses
   */
  constructor(
    name: string,
    servers: readonly NameServer[],
    rules: QueryRules,
    onDone: (answer: NameAnswer, ttl: number) => void,
  ) {
    this.#name = name;
    this.#servers = servers;
    this.#rules = rules;
    this.#onDone = onDone;
  }

  start(): void {
    const server = this.#servers[this.#server];
    if (!server) return;
    this.#step += 1;
    const step = this.#step;
    for (const family of this.#families) {
      if (family.answer) continue;
      family.hasFailed = false;
      const question = server.ask({ name: this.#name, type: family.type }, (answer) =>
        this.#onAnswer(family, answer, step),
      );
      family.open.push({ server, question });
    }
    this.#wait(this.#rules.timeout, () => this.#silence(server));
  }

  cancel(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    for (const family of this.#families) closeAll(family);
  }

  /** @param step the one that asked: a late failure says nothing of the server that is asked by now */
  #onAnswer(family: FamilyQuery, answer: ServerAnswer, step: number): void {
    if (this.#isOver) return;
    if (answer.kind === 'failed') {
      family.failure = answer.reason;
      if (step === this.#step) family.hasFailed = true;
    } else {
      family.answer = answer;
      closeAll(family);
    }
    this.#proceed();
  }

  #proceed(): void {
    const missing = this.#families.filter((family) => !family.answer);
    const hasAddresses = this.#families.some((family) => family.answer?.kind === 'addresses');
    const isStuck = missing.every((family) => family.hasFailed);
    if (missing.length === 0 || (hasAddresses && isStuck)) this.#end();
    else if (hasAddresses && !this.#isLingering) this.#linger();
    else if (isStuck) this.#askNextServer();
  }

  #linger(): void {
    this.#isLingering = true;
    this.#wait(RESOLUTION_DELAY, () => this.#end());
  }

  /** A server that said nothing is asked again, then the next one. */
  #silence(server: NameServer): void {
    server.noteSilence();
    this.#attempt += 1;
    if (this.#attempt < this.#rules.attempts && !this.#isSecondRound) this.start();
    else this.#askNextServer();
  }

  #askNextServer(): void {
    this.#attempt = 0;
    this.#server += 1;
    if (this.#server < this.#servers.length) this.start();
    else if (!this.#isSecondRound && this.#families.some(({ failure }) => failure !== undefined)) {
      this.#isSecondRound = true;
      this.#server = 0;
      // Nobody is asked meanwhile: what comes late, also a failure, must not end the pause.
      for (const family of this.#families) family.hasFailed = false;
      this.#wait(PAUSE, () => this.start());
    } else this.#end();
  }

  /** Before it acts, what has come is read: a process that was held up would take its own delay for the server's. */
  #wait(milliseconds: number, act: () => void): void {
    clearTimeout(this.#timer);
    const timer = setTimeout(() => {
      setImmediate(() => {
        if (!this.#isOver && this.#timer === timer) act();
      });
    }, milliseconds);
    this.#timer = timer;
  }

  #end(): void {
    this.cancel();
    const { answer, ttl } = this.#conclusion();
    this.#onDone(answer, ttl);
  }

  #conclusion(): { answer: NameAnswer; ttl: number } {
    const found = this.#families.flatMap(({ type, answer }) =>
      answer?.kind === 'addresses' ? [{ family: type === 'A' ? 4 : 6, ...answer }] : [],
    );
    if (found.length > 0) {
      if (found.length > 1 && !this.#rules.prefersIpv6()) found.reverse();
      const addresses = found.flatMap((family) =>
        family.addresses.map((address) => ({ address, family: family.family })),
      );
      return { answer: { ok: true, addresses }, ttl: Math.min(...found.map(({ ttl }) => ttl)) };
    }
    return { answer: { ok: false, fault: this.#fault() }, ttl: 0 };
  }

  #fault(): Extract<NameAnswer, { ok: false }>['fault'] {
    const missing = this.#families.filter((family) => !family.answer);
    const failure = missing.find((family) => family.failure !== undefined)?.failure;
    if (failure !== undefined && /^E[MN]FILE\b/u.test(failure)) {
      return { kind: 'no_descriptor', reason: failure };
    }
    if (failure !== undefined) return { kind: 'failed', reason: failure };
    if (missing.length > 0) return { kind: 'timeout', reason: 'no answer' };
    const reasons = this.#families.map(({ answer }) => (answer?.kind === 'none' ? answer.reason : ''));
    return { kind: 'not_found', reason: reasons.find((reason) => reason === 'NXDOMAIN') ?? 'NODATA' };
  }
}

function newFamilyQuery(type: AddressType): FamilyQuery {
  return { type, answer: undefined, failure: undefined, hasFailed: false, open: [] };
}

function closeAll(family: FamilyQuery): void {
  for (const { server, question } of family.open.splice(0)) server.close(question);
}
