/** What a store did by itself on opening: none of it loses an import that was acknowledged. */
type NoticeCode = 'TORN_ENTRY_CUT' | 'GRAPH_SET_ASIDE' | 'GRAPH_CLEARED'
export interface Notice {
  readonly code: NoticeCode
  readonly message: string
}

export interface StoreOptions {
  readonly user?: string // Neo4j, where the address has none
  readonly password?: string // Neo4j, where the address has none
  readonly readTimeoutMs?: number // default 15,000
  readonly onNotice?: (notice: Notice) => void // default: silent
}

export const READ_TIMEOUT_MS = 15_000
