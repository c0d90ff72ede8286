/** What a store did by itself: none of it loses an import that was acknowledged, and nothing of it deletes what can't be made anew. */
type NoticeCode = 'TORN_ENTRY_CUT' | 'GRAPH_SET_ASIDE' | 'GRAPH_NOT_SAVED' | 'SNAPSHOTS_PUT_BACK'
export interface Notice {
  readonly code: NoticeCode
  readonly message: string
}

export interface StoreOptions {
  readonly create?: boolean // default true; false: UNAVAILABLE where there is no store yet, and nothing is made
  readonly user?: string // Neo4j, where the address has none
  readonly password?: string // Neo4j, where the address has none
  readonly readTimeoutMs?: number // default 15,000
  readonly onNotice?: (notice: Notice) => void // default: silent
}

export const READ_TIMEOUT_MS = 15_000
