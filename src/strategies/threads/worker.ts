/** The entry of a worker thread: a transport behind a message port. It decides nothing. */
import { parentPort, workerData } from 'node:worker_threads';
import { clockFrom } from '../../util/clock.ts';
import { createTransport } from '../../http/transport.ts';
import { NamesOverPort } from './names-over-port.ts';
import type { WorkerCommand, WorkerEvent, WorkerStart } from './protocol.ts';

if (!parentPort) throw new Error('this file is the entry of a worker thread');
const port = parentPort;
const { options, clockZero }: WorkerStart = workerData;

let events: WorkerEvent[] = [];
let bodies: ArrayBuffer[] = [];

function post(event: WorkerEvent): void {
  // What ends in one turn of the event loop goes out as one message.
  if (events.length === 0) setImmediate(flush);
  events.push(event);
}

function flush(): void {
  if (events.length === 0) return;
  port.postMessage(events, bodies);
  events = [];
  bodies = [];
}

const names = new NamesOverPort((host) => post({ kind: 'name-needed', host }));
const transport = createTransport(
  options,
  names,
  (origin) => post({ kind: 'idle-closed', origin }),
  (need) => post({ kind: 'need', need }),
  clockFrom(clockZero),
);

function handle(command: WorkerCommand): void {
  switch (command.kind) {
    case 'run': {
      const { slot, hop } = command;
      transport.start(hop, (attempt, kept) => {
        if (attempt.kind === 'response' && attempt.body?.buffer instanceof ArrayBuffer) {
          bodies.push(attempt.body.buffer);
        }
        post({ kind: 'ended', slot, attempt, kept });
      });
      return;
    }
    case 'name-asked':
      names.asked(command.host);
      return;
    case 'name-answered':
      names.answered(command.host, command.answer);
      return;
    case 'close-idle':
      transport.closeIdle(command.origin);
      return;
    case 'yield':
      transport.setYielding(command.isYielding);
      return;
    case 'cancel':
      transport.cancel();
      return;
    case 'close':
      void transport.close().then(() => {
        post({ kind: 'closed' });
        flush();
        port.close();
      });
  }
}

port.on('message', (commands: WorkerCommand[]) => {
  for (const command of commands) handle(command);
});
post({ kind: 'ready' });
