import { defineConfig } from 'vitest/config';

/** The proofs that take minutes each: one at a time, since they measure. */
export default defineConfig({
  test: {
    include: ['test/long/**/*.test.ts'],
    globalSetup: ['test/support/fresh-build.ts'],
    fileParallelism: false,
    testTimeout: 30 * 60_000,
    hookTimeout: 60_000,
  },
});
