/**
 * The reason why no more is in flight. `level`: all slots are taken. `host`: what waits is for hosts at their cap, at
 * their pace, or asked to be left alone. `rate`: the rate of the whole run. `names`: what waits is for hosts whose names
 * are being looked up. `list`: nothing waits.
 */
export type Bound = 'level' | 'host' | 'rate' | 'names' | 'list';

/** Milliseconds of a run for which each of them held. */
export type BoundTimes = Readonly<Record<Bound, number>>;
