/** Milliseconds as seconds. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(3)} s`;

export const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;

export const perSecond = (rate: number): string => rate.toFixed(0);

export const ratio = (value: number): string => `${value.toFixed(2)} ×`;

/** Bytes as megabytes of 10^6. */
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
