import type { Stance } from '../domain/vocabulary.js'
import { toLine } from './terminal.js'
import type { TracedClaim, TracedEdge, TracedNode } from './trace-query.js'

type LineageEntry = TracedClaim['lineage']['nodes'][number]

/** Number of an origin group as it is shown, from 0: ① to ⑳, then (21). */
export function toMark(group: number): string {
  return group < 20 ? String.fromCodePoint(0x2460 + group) : `(${group + 1})`
}

export function toMarks(groups: readonly number[]): string {
  return groups.map(toMark).join('')
}

/** One document, observation or claim in a line, as a person would name it. */
export function toTitle(node: TracedNode): string {
  if (node.measure !== undefined) return toLine(`${toFigure(node)} · ${node.measure} · ${node.method} · ${node.window}`)
  if (node.statement !== undefined) return toLine(node.statement)
  return toLine(
    `${node.title ?? node.id} · ${node.source?.name ?? 'source not recorded'} · ${node.published ?? 'no date'}`,
  )
}

function toFigure({ value, low, high, unit, state }: TracedNode): string {
  const bounds = low != null || high != null ? ` (${low ?? '?'}–${high ?? '?'})` : ''
  return value == null ? `${state}${bounds}` : `${value}${bounds}${unit ? ` ${unit}` : ''}`
}

/** What keeps a document from counting, or from counting whole. */
function toRemark({ place, groups }: LineageEntry): string {
  switch (place) {
    case 'ORIGIN':
      return ' ◀ origin'
    case 'UNRECORDED':
      return groups.length > 0 ? ' [draws on more that nobody recorded]' : ' [lineage not recorded: counted as nothing]'
    case 'CIRCULAR':
      return groups.length > 0 ? ' [in a loop]' : ' [in a loop: counted as nothing]'
    case 'FALLEN':
      return ' [its origins have been withdrawn]'
    case 'CLAIM':
    case 'EVIDENCE':
    case 'VIA':
      return ''
  }
}

/**
 * The lines from a claim's evidence of one stance up to the origins, what is nearest to an origin first. What was shown above is named, not
 * shown again.
 */
export function renderTree(claim: TracedClaim, stance: Stance): string[] {
  const entries = new Map(claim.lineage.nodes.map((entry) => [entry.node.id, entry]))
  const upstream = groupBy(claim.lineage.edges, ({ from }) => from)
  const said = groupBy(claim.evidence.edges, (evidence) => `${evidence.stance} ${evidence.node.id}`)
  const shown = new Set<string>([claim.id])
  const lines: string[] = []
  const steps = toSteps(sortByDistance(upstream.get(claim.id) ?? [], entries, stance), '  ')
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { edge, indent, last } = step
    const entry = entries.get(edge.to)
    if (entry === undefined) continue
    const further = upstream.get(edge.to) ?? []
    const again = shown.has(edge.to)
    const deeper = `${indent}${last ? '   ' : '│  '}`
    const evidence = edge.from === claim.id ? (said.get(`${stance} ${edge.to}`) ?? []) : []
    const words = [
      edge.kind === null ? '' : toWords(edge.kind),
      ...evidence.map(({ strength }) => (strength === null ? '' : toWords(strength))),
      toMarks(entry.groups),
    ].filter((word) => word !== '')
    const above = again && further.length > 0 ? ' (traced above)' : ''
    lines.push(`${indent}${last ? '└─' : '├─'} ${[...words, toTitle(entry.node)].join(' ')}${toRemark(entry)}${above}`)
    if (edge.quote !== null) lines.push(`${deeper}    “${toLine(edge.quote.exact)}” ${toWords(edge.quote.status)}`)
    for (const { note } of evidence) if (note !== null) lines.push(`${deeper}    ${toLine(note)}`)
    if (!again) steps.push(...toSteps(further, deeper))
    shown.add(edge.to)
  }
  return lines
}

interface Step {
  readonly edge: TracedEdge
  readonly indent: string
  readonly last: boolean
}

/** Steps to take, the first one at the end. */
function toSteps(edges: readonly TracedEdge[], indent: string): Step[] {
  return edges.map((edge, index) => ({ edge, indent, last: index === edges.length - 1 })).reverse()
}

function sortByDistance(
  edges: readonly TracedEdge[],
  entries: ReadonlyMap<string, LineageEntry>,
  stance: Stance,
): TracedEdge[] {
  const distance = ({ to }: TracedEdge): number => entries.get(to)?.steps ?? Number.POSITIVE_INFINITY
  const ranked = edges.filter((edge) => edge.stance === stance).map((edge) => ({ edge, at: distance(edge) }))
  return ranked.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at)).map(({ edge }) => edge)
}

function groupBy<T>(values: readonly T[], key: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const group = groups.get(key(value))
    if (group === undefined) groups.set(key(value), [value])
    else group.push(value)
  }
  return groups
}

export function toWords(constant: string): string {
  return constant.toLowerCase().replaceAll('_', ' ')
}
