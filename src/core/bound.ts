/**
 * The reason why no more is in flight. `level`: all slots are taken. `host`: what waits is for hosts that have as many in
 * flight as they may. `pace`: for hosts whose rate or delay is waited for. `pause`: for hosts that have asked to be left
 * alone, or that are tried gently after that. `rate`: the rate of the whole run. `names`: what waits is for hosts whose
 * names are being looked up. `list`: nothing waits. Where hosts are held by different reasons, it is that of most.
 */
export type Bound = 'level' | 'host' | 'pace' | 'pause' | 'rate' | 'names' | 'list';

/** Milliseconds of a run for which each of them held. */
export type BoundTimes = Readonly<Record<Bound, number>>;

/** Those that hold a single host. */
export type HostBound = Extract<Bound, 'host' | 'pace' | 'pause'>;
