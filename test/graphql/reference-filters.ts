import type { Assessment } from '../../src/domain/assessment.js'
import type { AnyRecord, RecordId, RecordOf } from '../../src/domain/records.js'
import { byDate, byNumber, byText, type DateRange, fold, isWithin, type Order } from './reference-order.js'
import type { World } from './reference-world.js'

type Fields = { readonly [field: string]: unknown }
/** Any of the schema's `where` inputs. */
export type Where = Fields | null | undefined

export interface Filters {
  matches(record: AnyRecord, where: Where): boolean
  /** The orders that a value of any of the schema's order enums stands for. */
  order(orderBy: string): Order<AnyRecord>[]
}

export const byId: Order<{ readonly id: RecordId }> = (a, b) => (a.id === b.id ? 0 : a.id < b.id ? -1 : 1)

export function createFilters(world: World): Filters {
  function matches(record: AnyRecord, where: Where): boolean {
    return Object.entries(where ?? {}).every(([field, wanted]) => wanted === null || fits(record, field, wanted))
  }
  function fits(record: AnyRecord, field: string, wanted: unknown): boolean {
    const value: unknown = (record as unknown as Fields)[field]
    switch (field) {
      case 'nameContains': {
        const { name, names } = record as RecordOf<'actor'>
        return [name, ...names.map((other) => other.value)].some((text) => contains(text, wanted))
      }
      case 'titleContains':
        return contains((record as RecordOf<'document'>).title, wanted)
      case 'statementContains':
        return contains((record as RecordOf<'claim'>).statement, wanted)
      case 'textContains':
        return contains((record as RecordOf<'question'>).text, wanted)
      case 'date':
      case 'adopted':
      case 'published':
      case 'window':
      case 'when':
        return isWithin(value as string | undefined, wanted as DateRange)
      case 'participant':
        return (record as RecordOf<'summit'>).participants.some(({ actor }) => actor === wanted)
      case 'vote': {
        const { actor, position } = wanted as { actor?: string | null; position?: string[] | null }
        return (record as RecordOf<'resolution'>).votes.some(
          (vote) => (actor == null || vote.actor === actor) && (position == null || position.includes(vote.position)),
        )
      }
      case 'involves': {
        const { entity, role } = wanted as { entity?: string | null; role?: string[] | null }
        return (record as RecordOf<'claim'>).involves.some(
          (involved) =>
            (entity == null || involved.entity === entity) && (role == null || role.includes(involved.role)),
        )
      }
      case 'standing':
        return (wanted as string[]).includes(currentOf(record)?.standing ?? '')
      case 'minIndependentOrigins':
        return originsOf(record) >= (wanted as number)
      case 'maxIndependentOrigins':
        return originsOf(record) <= (wanted as number)
      default: // kind, status, lineage, method, state: any of a list; the rest: equal
        return Array.isArray(wanted) ? wanted.includes(value) : value === wanted
    }
  }
  const currentOf = ({ id }: AnyRecord): Assessment | undefined => world.history.get(id)?.at(-1)?.assessment
  const originsOf = (record: AnyRecord): number => currentOf(record)?.support.independentOrigins ?? 0

  function order(orderBy: string): Order<AnyRecord>[] {
    const [, key, way] = /^(\w+)_(ASC|DESC)$/.exec(orderBy) ?? []
    const direction = way === 'DESC' ? -1 : 1
    const field = (name: string) => (record: AnyRecord) => (record as unknown as Fields)[name] as string
    const text = (name: string): Order<AnyRecord>[] => [byText((record) => fold(field(name)(record)), direction), byId]
    const date = (name: string): Order<AnyRecord>[] => [byDate(field(name), direction), byId]
    switch (key) {
      case 'NAME':
        return text('name')
      case 'TITLE':
        return text('title')
      case 'STATEMENT':
        return text('statement')
      case 'TEXT':
        return text('text')
      case 'DATE':
        return date('date')
      case 'ADOPTED':
        return date('adopted')
      case 'PUBLISHED':
        return date('published')
      case 'WINDOW':
        return date('window')
      case 'WHEN':
        return date('when')
      case 'ORIGINS':
        return [byNumber(originsOf, direction), byId]
      default:
        throw new Error(`no such order: ${orderBy}`)
    }
  }

  return { matches, order }
}

function contains(text: string, part: unknown): boolean {
  return fold(text).includes(fold(String(part)))
}
