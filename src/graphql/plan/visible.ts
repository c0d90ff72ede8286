/**
 * What may be seen of a node or relationship: now, only what is current. Every pattern of a statement is made in
 * `pattern.ts`, which asks here for each of its variables, so a field can't forget it.
 */
export function visible(variable: string): string {
  return `${variable}.until IS NULL`
}

/** What was once, and has been replaced or withdrawn. */
export function former(variable: string): string {
  return `${variable}.until IS NOT NULL`
}
