import { createEngine } from '../server/engine.js'
import { openLocalGraph, toLocalSession, whoRuns } from './local-session.js'
import { createRemoteSession, isRemote } from './remote-session.js'
import type { Session } from './session.js'
import type { Terminal } from './terminal.js'

/** What --store names, ready to answer. */
export async function openSession(where: string, terminal: Terminal): Promise<Session> {
  if (isRemote(where)) return createRemoteSession(where)
  const graph = await openLocalGraph(where, terminal)
  return toLocalSession(createEngine(graph.store, whoRuns(terminal)), () => graph.close())
}
