const acts = new Set<() => void>();

/**
 * Has something done when the process ends, as far as it does so by itself and not by a signal: what may be left over
 * when nobody waits for its end any more.
 * @param act done at once, and without waiting for anything
 * @returns a function that takes it back
 */
export function onProcessEnd(act: () => void): () => void {
  if (acts.size === 0) process.on('exit', actAll);
  acts.add(act);
  return () => {
    acts.delete(act);
    if (acts.size === 0) process.off('exit', actAll);
  };
}

function actAll(): void {
  for (const act of acts) act();
}
