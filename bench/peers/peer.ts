import type { Command } from '../measure/command.ts';

/** URLs to be fetched. */
export type Job = {
  readonly urls: readonly string[];
  /** A file with the same URLs, one a line. */
  readonly list: string;
  readonly inFlight: number;
  /** A folder for whatever files a peer needs. */
  readonly scratch: string;
};

/** What a peer's standard output tells. */
export type Reading = {
  /** URLs that were fetched with success. */
  readonly done: number;
  /** Milliseconds of fetching by the tool's own clock, its start-up left out. */
  readonly own?: number;
  /** Milliseconds in which worker threads were started. */
  readonly startup?: number;
};

/** A tool that fetches the same URLs as Overlap does, or Overlap itself. */
export type Peer = {
  readonly name: string;
  /** The Debian package to install where it is not found. */
  readonly debianPackage: string;
  /** Its version, or undefined if it is not on this machine. */
  find(): string | undefined;
  /** Writes the files that the tool needs, and says what to run. */
  prepare(job: Job): Command;
  /** @param stdout the file with all that the tool wrote */
  read(stdout: string, job: Job): Reading;
};
