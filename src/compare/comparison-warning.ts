/** A doubt about what the numbers mean. */
export type ComparisonWarning =
  /** So few that contenders which lie close together cannot be told apart. */
  | {
      readonly kind: 'few-rounds';
      readonly rounds: number;
    }
  /** The machine, or the way to the servers, was not the same from round to round. */
  | {
      readonly kind: 'noise';
      /** Standard deviation of the reference's times, as a share of them. */
      readonly spread: number;
      /** 1-minute load of the machine before the comparison began. */
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
  | {
      readonly kind: 'failed-command';
      /** Spec of the contender. */
      readonly contender: string;
      readonly exitCode: number;
      /** In how many of its rounds it failed. */
      readonly failures: number;
      readonly rounds: number;
    }
  | {
      readonly kind: 'different-statuses';
      /** HTTP statuses that came more often under one contender than under another. */
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
  /** Servers answered that there were too many requests. */
  | {
      readonly kind: 'rate-limited';
      /** Answers of 429, over all runs. */
      readonly answers: number;
      /** Specs of those that got them. */
      readonly contenders: readonly string[];
    }
  /** The rate that was asked for kept the fastest back. */
  | {
      readonly kind: 'own-rate';
      readonly contender: string;
      /** Requests a second that were allowed. */
      readonly rate: number;
    }
  | {
      readonly kind: 'one-slow-url';
      /** The contender that is within a twentieth of the slowest request's own time. */
      readonly contender: string;
      readonly url: string;
      /** Milliseconds. */
      readonly inFlight: number;
    }
  | {
      readonly kind: 'per-host-cap';
      /** Those that had more slots than the cap let them use. */
      readonly contenders: readonly string[];
      readonly hosts: number;
      readonly cap: number;
    };
