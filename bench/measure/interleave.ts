/** Something that is measured beside others. */
export type Contender<Sample> = { readonly name: string; run(): Promise<Sample> };

/**
 * Runs every contender once a round, so that whatever else the machine does meets all of them alike. The
 * first of a round is another one each time.
 * @returns each contender's samples, by its name
 */
export async function interleave<Sample>(
  contenders: readonly Contender<Sample>[],
  rounds: number,
  onSample: (name: string, round: number, sample: Sample) => void,
): Promise<Map<string, Sample[]>> {
  const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const contender of rotated(contenders, round)) {
      const sample = await contender.run();
      samples.get(contender.name)?.push(sample);
      onSample(contender.name, round, sample);
    }
  }
  return samples;
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
