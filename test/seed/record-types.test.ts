import { describe, expectTypeOf, it } from 'vitest'
import type { z } from 'zod'
import type { RecordType } from '../../src/domain/record-types.js'
import type { RecordOf } from '../../src/domain/records.js'
import type * as claims from '../../src/seed/claim-schemas.js'
import type * as entities from '../../src/seed/entity-schemas.js'
import type { RECORD_KINDS } from '../../src/seed/record-kinds.js'
import type * as reporting from '../../src/seed/reporting-schemas.js'

type Fields<S extends z.ZodType> = keyof z.output<S>
type Own<T extends RecordType> = Exclude<keyof RecordOf<T>, 'type'>

describe('schemas and record types', () => {
  it('have the same fields, so that neither can gain one alone', () => {
    expectTypeOf<Fields<typeof entities.actor>>().toEqualTypeOf<Own<'actor'>>()
    expectTypeOf<Fields<typeof entities.site>>().toEqualTypeOf<Own<'site'>>()
    expectTypeOf<Fields<typeof entities.summit>>().toEqualTypeOf<Own<'summit'>>()
    expectTypeOf<Fields<typeof entities.resolution>>().toEqualTypeOf<Own<'resolution'>>()
    expectTypeOf<Fields<typeof entities.provision>>().toEqualTypeOf<Exclude<Own<'provision'>, 'name' | 'resolution'>>()
    expectTypeOf<Fields<typeof reporting.source>>().toEqualTypeOf<Own<'source'>>()
    expectTypeOf<Fields<typeof reporting.rating>>().toEqualTypeOf<Own<'rating'>>()
    expectTypeOf<Fields<typeof reporting.document>>().toEqualTypeOf<Own<'document'>>()
    expectTypeOf<Fields<typeof reporting.observation>>().toEqualTypeOf<Own<'observation'>>()
    expectTypeOf<Fields<typeof reporting.coverage>>().toEqualTypeOf<Own<'coverage'>>()
    expectTypeOf<Fields<typeof claims.question>>().toEqualTypeOf<Own<'question'>>()
    expectTypeOf<Fields<typeof claims.claim>>().toEqualTypeOf<Own<'claim'>>()
    expectTypeOf<Fields<typeof claims.evidence>>().toEqualTypeOf<Own<'evidence'>>()
    expectTypeOf<Fields<typeof claims.judgement>>().toEqualTypeOf<Own<'judgement'>>()
    expectTypeOf<Fields<typeof claims.identity>>().toEqualTypeOf<Own<'identity'>>()
    expectTypeOf<Fields<typeof claims.retraction>>().toEqualTypeOf<Own<'retraction'>>()
    expectTypeOf<keyof typeof RECORD_KINDS | 'provision'>().toEqualTypeOf<RecordType>()
  })
})
