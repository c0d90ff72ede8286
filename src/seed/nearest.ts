const FARTHEST = 3

/** The candidate closest to a mistyped word, letter case aside; undefined where none is within a third of its length (3 edits at most). */
export function findNearest(word: string, candidates: Iterable<string>): string | undefined {
  const typed = word.slice(0, 200).toLowerCase()
  let nearest: string | undefined
  let best = Math.min(FARTHEST, Math.floor(typed.length / 3)) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - typed.length) >= best) continue
    const distance = editDistance(typed, candidate.toLowerCase(), best)
    if (distance >= best) continue
    best = distance
    nearest = candidate
    if (distance === 0) break
  }
  return nearest
}

/** Optimal string alignment distance (Damerau 1964, each pair of letters swapped once); `limit` or more comes back as `limit`. */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let smallest = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(beforeLast, j - 2) + 1)
      row.push(cost)
      smallest = Math.min(smallest, cost)
    }
    if (smallest >= limit) return limit
    beforeLast = last
    last = row
  }
  return Math.min(limit, at(last, b.length))
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
