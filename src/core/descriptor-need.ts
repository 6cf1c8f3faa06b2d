/**
 * How badly a thread needs file descriptors that others may hold: nobody waits for one; somebody does; somebody does
 * and the thread holds no socket, so that nothing of its own can come free.
 */
export type DescriptorNeed = 'none' | 'more' | 'any';

const RANKS = { none: 0, more: 1, any: 2 } as const satisfies Record<DescriptorNeed, number>;

/** Whether who needs this leaves what becomes free to one who needs that. */
export function yieldsTo(own: DescriptorNeed, other: DescriptorNeed): boolean {
  return RANKS[own] < RANKS[other];
}
