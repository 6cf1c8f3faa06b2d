/** A doubt about what the numbers mean. */
export type ComparisonWarning =
  /** So few that contenders which lie close together cannot be told apart. */
  | {
      readonly kind: 'few-rounds';
      readonly rounds: number;
    }
  /** What the times depend on was not the same from round to round. */
  | {
      readonly kind: 'noise';
      /** Standard deviation of the reference's times, as a share of them. */
      readonly spread: number;
      /** How many there were. */
      readonly rounds: number;
    }
  /** The machine had more to do than it has cores. */
  | {
      readonly kind: 'busy-machine';
      /** 1-minute load before the comparison began. */
      readonly load: number;
      readonly cores: number;
    }
  | {
      readonly kind: 'failed-requests';
      /** Over all runs. */
      readonly failures: number;
      readonly requests: number;
      /** The commonest first. */
      readonly codes: readonly { readonly code: string; readonly count: number }[];
      /** One that failed; absent if it is not among the outcomes that were kept. */
      readonly url?: string;
    }
  /** The greater part of all responses had a status of at least 400. */
  | {
      readonly kind: 'mostly-refused';
      /** Responses with such a status, over all runs. */
      readonly refused: number;
      /** Responses, over all runs. */
      readonly responses: number;
    }
  | {
      readonly kind: 'failed-command';
      /** Name of the contender. */
      readonly contender: string;
      /** Of the first round in which it failed, as are the lines. */
      readonly exitCode: number;
      /** `CommandRun.stderr`. */
      readonly stderr?: readonly string[];
      /** In how many of its rounds it failed. */
      readonly failures: number;
      readonly rounds: number;
    }
  /** A command took less than the slowest request alone, so that it cannot have fetched the list. */
  | {
      readonly kind: 'too-fast-command';
      /** Name of the contender. */
      readonly contender: string;
      /** Milliseconds: the median of its rounds. */
      readonly wall: number;
      readonly url: string;
      /** Milliseconds of that request. */
      readonly inFlight: number;
    }
  | {
      readonly kind: 'different-statuses';
      /** HTTP statuses that came more often under one contender than under another, by more than 1 % and more than is chance. */
      readonly statuses: readonly string[];
    }
  /** Contenders were answered differently, each of them in all of its rounds, by status, final URL or length. */
  | {
      readonly kind: 'different-answers';
      /** How many requests. */
      readonly requests: number;
      /** The first of them. */
      readonly url: string;
    }
  /** Servers answered that there were too many requests, or that they could not serve them now. */
  | {
      readonly kind: 'rate-limited';
      /** Answers of 429 and 503, over all runs; those that came. */
      readonly answers: readonly { readonly status: number; readonly count: number }[];
      /** Names of those that got them. */
      readonly contenders: readonly string[];
    }
  /** The rate that was asked for kept the fastest back. */
  | {
      readonly kind: 'own-rate';
      /** Name of the contender. */
      readonly contender: string;
      /** Requests a second that were allowed. */
      readonly rate: number;
    }
  | {
      readonly kind: 'one-slow-url';
      /** Name of the contender that is within a twentieth of the slowest request's own time. */
      readonly contender: string;
      readonly url: string;
      /** Milliseconds. */
      readonly inFlight: number;
    }
  | {
      readonly kind: 'per-host-cap';
      /** Names of those that had more slots than the cap let them use. */
      readonly contenders: readonly string[];
      readonly hosts: number;
      readonly cap: number;
    };
