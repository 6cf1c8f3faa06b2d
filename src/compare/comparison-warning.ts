/** A doubt about what the numbers mean. */
export type ComparisonWarning =
  | {
      readonly kind: 'few-rounds';
      readonly rounds: number;
    }
  | {
      readonly kind: 'failed-requests';
      /** Over all runs. */
      readonly failures: number;
      readonly requests: number;
      /** The commonest first. */
      readonly codes: readonly { readonly code: string; readonly count: number }[];
    }
  | {
      readonly kind: 'different-statuses';
      /** HTTP statuses that came more often under one contender than under another. */
      readonly statuses: readonly string[];
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
