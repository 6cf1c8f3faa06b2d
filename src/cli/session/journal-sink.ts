import { messageOf } from '../../util/message-of.ts';
import type { Journal } from '../../journal/journal.ts';
import { toJsonLine } from '../../output/json-line.ts';
import { LineWriter } from '../../output/line-writer.ts';
import type { Sink } from './sink.ts';
import type { Stop } from '../stop.ts';

/** Outcomes as records in the file that a run is resumed from. The sink closes the journal. */
export function journalSink(journal: Journal, stop: Stop): Sink {
  const onError = (error: unknown): void => {
    stop.because({ kind: 'unwritable', message: messageOf(error) });
  };
  const writer = new LineWriter(journal.stream, { onError });
  return {
    write: (outcome) => writer.write(toJsonLine(outcome)),
    end: async () => {
      await writer.end();
      await journal.close(stop.signal).catch(onError);
    },
  };
}
