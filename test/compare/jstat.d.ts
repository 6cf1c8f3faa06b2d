/** The part of jStat that the tests use; it brings no types of its own. */
declare module 'jstat' {
  type JStat = {
    readonly studentt: {
      /** The quantile at `p`. */
      readonly inv: (p: number, degrees: number) => number;
    };
    readonly mean: (sample: readonly number[]) => number;
    /** Mean minus and plus the t quantile at 1 - alpha / 2 times the standard error. */
    readonly tci: (value: number, alpha: number, sample: readonly number[]) => readonly [number, number];
  };
  const jStat: { readonly jStat: JStat };
  export default jStat;
}
