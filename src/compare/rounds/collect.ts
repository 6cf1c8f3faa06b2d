import type { RequestInput, RequestInputs } from '../../core/request.ts';

/**
 * Reads all requests into memory: every run makes the same ones, and a stream can be read only once. They are numbered
 * from 1 in each run, whatever numbers they bring.
 * @returns the requests, or undefined if the signal came first
 * @throws what the inputs throw
 */
export function collect(inputs: RequestInputs, signal?: AbortSignal): Promise<RequestInput[] | undefined> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(undefined);
    if (signal?.aborted) return stop();
    // An input that is waited for, as at a terminal, must not hold up the signal.
    signal?.addEventListener('abort', stop, { once: true });
    readAll(inputs, signal)
      .then(resolve, reject)
      .finally(() => signal?.removeEventListener('abort', stop));
  });
}

/** Numbers of their own would have to be others in each run. */
function withoutNumber(request: RequestInput): RequestInput {
  if (typeof request !== 'object' || request === null || request instanceof URL) return request;
  if (request.seq === undefined) return request;
  const { seq: _seq, ...rest } = request;
  return rest;
}

async function readAll(inputs: RequestInputs, signal?: AbortSignal): Promise<RequestInput[]> {
  const requests: RequestInput[] = [];
  for await (const request of inputs) {
    if (signal?.aborted) break;
    requests.push(withoutNumber(request));
  }
  return requests;
}
