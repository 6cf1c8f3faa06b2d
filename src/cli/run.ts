import { systemClock } from '../core/clock.ts';
import type { Io, StopSignal } from './io.ts';
import { main } from './main.ts';

const SIGNALS: readonly StopSignal[] = ['SIGINT', 'SIGTERM'];

const io: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  clock: systemClock,
  onSignal: (listener) => {
    for (const signal of SIGNALS) process.on(signal, listener);
    return () => {
      for (const signal of SIGNALS) process.off(signal, listener);
    };
  },
  exit: (code) => process.exit(code),
};

// An output that breaks is dealt with where it is written; where nobody is left to tell, it is not a crash.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

process.exitCode = await main(process.argv.slice(2), io);
