import type { RecordId } from './records.js'

/** Each cycle that records are on by way of what is above them, once, from the first that is met. `above`: undefined at the top. */
export function findCycles(
  ids: Iterable<RecordId>,
  above: (id: RecordId) => RecordId | undefined,
): readonly (readonly RecordId[])[] {
  const cycles: RecordId[][] = []
  const done = new Set<RecordId>()
  for (const start of ids) {
    const trail: RecordId[] = []
    const placeOnTrail = new Map<RecordId, number>()
    let here: RecordId | undefined = start
    while (here !== undefined && !done.has(here) && !placeOnTrail.has(here)) {
      placeOnTrail.set(here, trail.length)
      trail.push(here)
      here = above(here)
    }
    const first = here === undefined ? undefined : placeOnTrail.get(here)
    if (first !== undefined) cycles.push(trail.slice(first))
    for (const id of trail) done.add(id)
  }
  return cycles
}
