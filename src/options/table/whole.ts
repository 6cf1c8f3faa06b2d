/** Whether a record that was filled in field by field has them all. */
export function isWhole<Whole extends object>(some: Partial<Whole>, names: readonly string[]): some is Whole {
  return names.every((name) => name in some);
}
