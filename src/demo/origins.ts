import { type Origin, type OriginSettings, startOrigin } from './origin.ts';

/** Several origins, up and listening. */
export type DemoOrigins = {
  /** As in `http://127.0.0.1:8000`, in the order of their settings. */
  readonly origins: readonly string[];
  /** Ends everything at once, answers under way included. */
  close(): Promise<void>;
};

/**
 * Starts an origin for each settings. They differ by port alone, so that they need no second loopback address
 * (macOS and Windows have only one up).
 * @throws the system's error if one of them cannot be started; then none is left
 */
export async function startOrigins(settings: readonly OriginSettings[]): Promise<DemoOrigins> {
  const starts = await Promise.allSettled(settings.map((each) => startOrigin(each)));
  const started = starts.flatMap((start): Origin[] => (start.status === 'fulfilled' ? [start.value] : []));
  const close = async (): Promise<void> => {
    await Promise.all(started.map((origin) => origin.close()));
  };
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed) {
    await close();
    throw failed.reason;
  }
  return { origins: started.map(({ origin }) => origin), close };
}
