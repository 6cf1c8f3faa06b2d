import { readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Clock } from '../../util/clock.ts';
import { errorCode } from '../../util/error-code.ts';
import { type HostsFile, parseHosts } from './hosts-file.ts';
import { type NameSource, NO_NSSWITCH, parseNsswitch } from './nsswitch.ts';
import { NO_RESOLV_CONF, parseResolvConf, type ResolvConf } from './resolv-conf.ts';
import { chooseResolver, ownIsUsual, type SystemFacts } from './resolver-choice.ts';

/** Milliseconds from one look at the files to the next. */
const INTERVAL = 5000;

/** Where the files are. */
export type SystemPaths = {
  readonly resolvConf: string;
  readonly nsswitch: string;
  readonly hosts: string;
  readonly mdnsAllow: string;
};

const PATHS: SystemPaths = {
  resolvConf: '/etc/resolv.conf',
  nsswitch: '/etc/nsswitch.conf',
  hosts: '/etc/hosts',
  mdnsAllow: '/etc/mdns.allow',
};

/** Variables that tell the system's resolver something, also when they are empty. */
const VARIABLES = ['LOCALDOMAIN', 'RES_OPTIONS', 'HOSTALIASES'];

/** What the system's files say of names. They are read with the first question, and again when they have changed. */
export class SystemFiles {
  readonly #clock: Clock;
  readonly #resolvConf: WatchedFile<ResolvConf>;
  readonly #sources: WatchedFile<readonly NameSource[]>;
  readonly #hosts: WatchedFile<HostsFile>;
  readonly #mdnsAllow: WatchedFile<true>;
  #lookedAt = -Infinity;
  #lookedAtHosts = -Infinity;
  #facts: SystemFacts | undefined;
  #isUsual = false;

  constructor(clock: Clock, paths: SystemPaths = PATHS) {
    this.#clock = clock;
    this.#resolvConf = new WatchedFile(paths.resolvConf, parseResolvConf, NO_RESOLV_CONF);
    this.#sources = new WatchedFile(paths.nsswitch, parseNsswitch, NO_NSSWITCH);
    this.#hosts = new WatchedFile(paths.hosts, parseHosts, new Map());
    this.#mdnsAllow = new WatchedFile<true>(paths.mdnsAllow, () => true, undefined);
  }

  get resolvConf(): ResolvConf {
    this.#reread();
    return this.#resolvConf.content ?? NO_RESOLV_CONF;
  }

  /** Addresses of the hosts file; none if it cannot be read. */
  get hosts(): HostsFile {
    this.#lookAtHosts();
    return this.#hosts.content ?? new Map();
  }

  /** Whether our own resolver gives the system's answers, for names with nothing special about them. */
  get ownIsUsual(): boolean {
    this.#reread();
    return this.#isUsual;
  }

  /** Who is to look a host name up, for the same answers as the system's. */
  choose(host: string): 'own' | 'system' {
    this.#reread();
    return this.#facts ? chooseResolver(host, this.#isUsual, this.#facts) : 'system';
  }

  /** By itself: with a name server of the user's own it is all that counts. */
  #lookAtHosts(): void {
    const now = this.#clock();
    if (now - this.#lookedAtHosts < INTERVAL) return;
    this.#lookedAtHosts = now;
    this.#hosts.look();
  }

  #reread(): void {
    const now = this.#clock();
    if (now - this.#lookedAt < INTERVAL) return;
    this.#lookedAt = now;
    for (const file of [this.#resolvConf, this.#sources, this.#mdnsAllow]) file.look();
    this.#facts = {
      platform: process.platform,
      hasVariables: VARIABLES.some((name) => process.env[name] !== undefined),
      resolvConf: this.#resolvConf.content,
      sources: this.#sources.content,
      hasMdnsAllow: this.#mdnsAllow.content !== undefined,
      hostName: hostname().toLowerCase(),
    };
    this.#isUsual = ownIsUsual(this.#facts);
  }
}

/** A file that is read anew when it has changed. */
class WatchedFile<T> {
  /** Undefined if it is there and cannot be read. */
  content: T | undefined;
  readonly #path: string;
  readonly #parse: (text: string) => T;
  readonly #missing: T | undefined;
  #state = '';

  /** @param missing what it stands for where it does not exist */
  constructor(path: string, parse: (text: string) => T, missing: T | undefined) {
    this.#path = path;
    this.#parse = parse;
    this.#missing = missing;
  }

  look(): void {
    const state = this.#stateNow();
    if (state === this.#state) return;
    this.#state = state;
    this.content = this.#read();
  }

  #stateNow(): string {
    try {
      const stats = statSync(this.#path, { throwIfNoEntry: false });
      return stats ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : 'missing';
    } catch {
      // It may not even be looked at, as in a folder that nobody may enter.
      return 'hidden';
    }
  }

  #read(): T | undefined {
    try {
      return this.#parse(readFileSync(this.#path, 'utf8'));
    } catch (error) {
      // What could not be read, for want of a descriptor for instance, is tried again at the next look.
      if (errorCode(error) !== 'ENOENT') this.#state = '';
      return errorCode(error) === 'ENOENT' ? this.#missing : undefined;
    }
  }
}
