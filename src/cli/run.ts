import { systemClock } from '../util/clock.ts';
import { endProcess, stoppedBy } from './end-process.ts';
import { flushed } from './flush.ts';
import { type Io, STOP_SIGNALS } from './io.ts';
import { main } from './main.ts';

/** Milliseconds for which the outputs may hold up the end of a command that a signal has stopped. */
const PATIENCE = 500;

const io: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  clock: systemClock,
  onSignal: (listener) => {
    for (const signal of STOP_SIGNALS) process.on(signal, listener);
    return () => {
      for (const signal of STOP_SIGNALS) process.off(signal, listener);
    };
  },
  exit: endProcess,
};

// An output that breaks is dealt with where it is written; where nobody is left to tell, it is not a crash.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

const code = await main(process.argv.slice(2), io);
await flushed([process.stdout, process.stderr], stoppedBy(code) && PATIENCE);
// What still holds the event loop now is nobody's concern any more.
endProcess(code);
