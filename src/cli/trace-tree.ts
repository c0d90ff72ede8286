import { toPrintable } from './terminal.js'
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
  if (node.measure !== undefined) return `${toFigure(node)} · ${node.measure} · ${node.method} · ${node.window}`
  if (node.statement !== undefined) return node.statement
  return `${node.title ?? node.id} · ${node.source?.name ?? 'source not recorded'} · ${node.published ?? 'no date'}`
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

/** The lines from a claim's evidence of the given stances up to the origins. What was shown above is named, not shown again. */
export function renderTree(claim: TracedClaim, stances: readonly string[]): string[] {
  const entries = new Map(claim.lineage.nodes.map((entry) => [entry.node.id, entry]))
  const upstream = new Map<string, TracedEdge[]>()
  for (const edge of claim.lineage.edges) upstream.set(edge.from, [...(upstream.get(edge.from) ?? []), edge])
  const shown = new Set<string>([claim.id])
  const lines: string[] = []
  type Step = { readonly edge: TracedEdge; readonly indent: string; readonly last: boolean; readonly top: boolean }
  const first = (upstream.get(claim.id) ?? []).filter(({ stance }) => stance !== null && stances.includes(stance))
  const toSteps = (edges: readonly TracedEdge[], indent: string, top: boolean): Step[] =>
    edges.map((edge, index) => ({ edge, indent, top, last: index === edges.length - 1 })).reverse()
  const steps = toSteps(first, '  ', true)
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { edge, indent, last, top } = step
    const entry = entries.get(edge.to)
    if (entry === undefined) continue
    const again = shown.has(edge.to)
    const marks = entry.groups.length > 0 ? `${toMarks(entry.groups)} ` : ''
    const above = again && (upstream.get(edge.to)?.length ?? 0) > 0 ? ' (traced above)' : ''
    const how = top ? `${edge.stance === 'REFUTES' ? 'against: ' : ''}` : `${toWords(edge.kind ?? edge.stance)} `
    lines.push(
      toPrintable(`${indent}${last ? '└─' : '├─'} ${how}${marks}${toTitle(entry.node)}${toRemark(entry)}${above}`),
    )
    const deeper = `${indent}${last ? '   ' : '│  '}`
    if (edge.quote !== null) lines.push(toPrintable(`${deeper}  “${edge.quote.exact}” ${toWords(edge.quote.status)}`))
    if (!again) steps.push(...toSteps(upstream.get(edge.to) ?? [], deeper, false))
    shown.add(edge.to)
  }
  return lines
}

function toWords(constant: string | null): string {
  return constant === null ? '' : constant.toLowerCase().replaceAll('_', ' ')
}
