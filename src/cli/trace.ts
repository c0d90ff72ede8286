import type { CliCommand } from './command.js'
import { InputError } from './exit.js'
import { openSession } from './open-session.js'
import type { Session } from './session.js'
import { toJson, toLine } from './terminal.js'
import { EVIDENCE_QUERY, TRACE_QUERY, type TracedClaim } from './trace-query.js'
import { renderTree, toMark, toMarks, toTitle, toWords } from './trace-tree.js'

/** `headwaters trace <claim id>`: where a claim comes from, as a person would read it; with --json, the answer behind it. */
export const traceCommand: CliCommand = {
  name: 'trace <claim>',
  summary: 'trace a claim from its evidence up to its origins',
  needsStore: true,
  options: [],
  async run([id = ''], options, terminal) {
    const session = await openSession(options.store, terminal)
    try {
      const claim = await findTrace(session, id)
      if (claim === undefined) throw new InputError(`there is no claim ${id} in this graph`)
      terminal.out(options.json ? `${toJson(claim, 2)}\n` : renderTrace(claim))
      return 0
    } finally {
      await session.close()
    }
  },
}

/** The claim with all that its trace shows; undefined where the graph has none of that id. */
export async function findTrace(session: Session, id: string): Promise<TracedClaim | undefined> {
  const { claim } = await session.query<{ claim: TracedClaim | null }>(TRACE_QUERY, { id })
  if (claim === null) return undefined
  const edges = [...claim.evidence.edges]
  let { hasNextPage, endCursor } = claim.evidence.pageInfo
  while (hasNextPage) {
    const next = await session.query<{ claim: Pick<TracedClaim, 'evidence'> | null }>(EVIDENCE_QUERY, {
      id,
      after: endCursor,
    })
    if (next.claim === null) break // withdrawn meanwhile
    edges.push(...next.claim.evidence.edges)
    ;({ hasNextPage, endCursor } = next.claim.evidence.pageInfo)
  }
  return { ...claim, evidence: { ...claim.evidence, edges } }
}

/** The trace in words, ending with a line break. Every count says what it counts. */
export function renderTrace(claim: TracedClaim): string {
  const sections = [
    heading(claim),
    section(
      `Standing: ${claim.assessment.standing}`,
      claim.assessment.reasons.map(({ code, message }) => `  ${toLine(message)} [${code}]`),
    ),
    section('Origins, and what is left without each', origins(claim)),
    section('How each document that says it gets there', renderTree(claim, 'SUPPORTS')),
    section('Against it', renderTree(claim, 'REFUTES')),
    section('Limits', limits(claim)),
    section('Not counted: lineage that is not recorded, loops, what has been withdrawn', notCounted(claim)),
    section('Judgements, by people, kept apart from the counts', judgements(claim)),
  ]
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines].join('\n')
}

function heading({ id, kind, statement, when, question, assessment }: TracedClaim): string {
  const { documents, independentOrigins, independentLines } = assessment
  const lines = [
    toLine(statement),
    toLine([id, kind, when ?? 'no date'].join(' · ')),
    ...(question === null ? [] : [`answers: ${toLine(question.text)}`]),
    '',
    `${count(documents, 'document says', 'documents say')} it; they rest on ${count(independentOrigins, 'independent origin', 'independent origins')}, in ${count(independentLines, 'line', 'lines')} of reporting.`,
  ]
  return lines.join('\n')
}

function origins({ assessment, lineage }: TracedClaim): string[] {
  const nodes = new Map(lineage.nodes.map(({ node }) => [node.id, node]))
  return assessment.origins.flatMap((group, position) => {
    const without = assessment.loadBearing.find(
      ({ group: { documents } }) => documents[0]?.id === group.documents[0]?.id,
    )
    const titles = group.documents.map(({ id }) => nodes.get(id)).filter((node) => node !== undefined)
    return [
      ...titles.map((node, index) => `  ${index === 0 ? toMark(position) : ' '} ${toTitle(node)}`),
      ...titles.flatMap(({ note }) => (note === null ? [] : [`      ${toLine(note)}`])),
      ...(group.because.length > 0 ? [`      counted once: ${group.because.join(', ')}`] : []),
      `      reached through ${count(group.via.length, 'document', 'documents')}`,
      ...(without === undefined
        ? []
        : [`      without it: ${without.standing}, ${count(without.independentOrigins, 'origin', 'origins')}`]),
    ]
  })
}

function limits({ assessment, lineage }: TracedClaim): string[] {
  const nodes = new Map(lineage.nodes.map(({ node }) => [node.id, node]))
  return assessment.limits.flatMap(({ node, quote, note }) => {
    const item = nodes.get(node.id)
    const title = item === undefined ? node.id : toTitle(item)
    return [
      `  ⊘ ${title}`,
      ...(quote === null ? [] : [`      “${toLine(quote.exact)}” ${toWords(quote.status)}`]),
      ...(note === null ? [] : [`      ${toLine(note)}`]),
    ]
  })
}

function notCounted({ assessment, lineage }: TracedClaim): string[] {
  const entries = new Map(lineage.nodes.map((entry) => [entry.node.id, entry]))
  const name = (id: string): string => {
    const entry = entries.get(id)
    return entry === undefined ? id : toTitle(entry.node)
  }
  const more = (id: string): string => {
    const groups = entries.get(id)?.groups ?? []
    return groups.length === 0
      ? 'nobody recorded where it has this from'
      : `nobody recorded what it draws on besides ${toMarks(groups)}`
  }
  return [
    ...assessment.unrecorded.map(({ id }) => `  ${name(id)}: ${more(id)}`),
    ...assessment.fallen.map(({ id }) => `  ${name(id)}: its origins have been withdrawn`),
    ...assessment.circular.map((loop) => `  ${loop.map(({ id }) => name(id)).join(' ⇄ ')}: they cite each other`),
  ]
}

function judgements({ judgements: list }: TracedClaim): string[] {
  return list.map(({ by, at, likelihood, confidence, why }) => {
    const words = [
      likelihood ?? 'no likelihood',
      confidence === null ? 'no confidence stated' : `${confidence} confidence`,
    ]
    return `  ${toLine(by)}, ${toLine(at)}: ${words.join(', ')}${why === null ? '' : `. ${toLine(why)}`}`
  })
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}
