// The part of undici 7.30.2 that `http-client.ts` uses. It is loaded by path, because all of undici takes three
// times as long to load, and undici's own types do not cover its inner files.

declare module 'undici/lib/dispatcher/client.js' {
  import type { Socket } from 'node:net';

  type ClientOptions = {
    connect(options: unknown, callback: (error: Error | null, socket: Socket | null) => void): void;
    headersTimeout: number;
    bodyTimeout: number;
    keepAliveTimeout: number;
    keepAliveMaxTimeout: number;
    keepAliveTimeoutThreshold: number;
    maxHeaderSize: number;
  };

  export default class Client {
    constructor(origin: string, options: ClientOptions);
    dispatch(options: object, handler: object): boolean;
  }
}
