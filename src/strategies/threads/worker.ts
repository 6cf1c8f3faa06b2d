/** The entry of a worker thread: a transport behind a message port. It decides nothing. */
import { parentPort, workerData } from 'node:worker_threads';
import { clockFrom } from '../../util/clock.ts';
import { createTransport } from '../../http/transport.ts';
import { NamesOverPort } from './names-over-port.ts';
import type { Order, Report, WorkerStart } from './protocol.ts';

if (!parentPort) throw new Error('this file is the entry of a worker thread');
const port = parentPort;
const { options, clockZero }: WorkerStart = workerData;

let reports: Report[] = [];
let bodies: ArrayBuffer[] = [];

function report(event: Report): void {
  // What ends in one turn of the event loop goes out as one message.
  if (reports.length === 0) setImmediate(flush);
  reports.push(event);
}

function flush(): void {
  if (reports.length === 0) return;
  port.postMessage(reports, bodies);
  reports = [];
  bodies = [];
}

const names = new NamesOverPort((host) => report({ kind: 'name-needed', host }));
const transport = createTransport(
  options,
  names,
  (origin) => report({ kind: 'idle-closed', origin }),
  (need) => report({ kind: 'need', need }),
  clockFrom(clockZero),
);

function obey(order: Order): void {
  switch (order.kind) {
    case 'run': {
      const { slot, hop } = order;
      transport.start(hop, (attempt, kept) => {
        if (attempt.kind === 'response' && attempt.body?.buffer instanceof ArrayBuffer) {
          bodies.push(attempt.body.buffer);
        }
        report({ kind: 'ended', slot, attempt, kept });
      });
      return;
    }
    case 'name-asked':
      names.asked(order.host);
      return;
    case 'name-answered':
      names.answered(order.host, order.answer);
      return;
    case 'close-idle':
      transport.closeIdle(order.origin);
      return;
    case 'yield':
      transport.setYielding(order.isYielding);
      return;
    case 'cancel':
      transport.cancel();
      return;
    case 'close':
      void transport.close().then(() => {
        report({ kind: 'closed' });
        flush();
        port.close();
      });
  }
}

port.on('message', (orders: Order[]) => {
  for (const order of orders) obey(order);
});
report({ kind: 'ready' });
