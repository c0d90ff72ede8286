import { z } from 'zod'
import { RECORD_TYPES } from '../domain/record-types.js'
import { list } from './fields.js'
import { NESTINGS, RECORD_KINDS } from './record-kinds.js'

/** JSON Schema (2020-12) of a seed file, for editors. What it can't say, `check` still refuses: references, dates, contradictions. */
function toSeedJsonSchema(): object {
  const lists: Record<string, z.ZodType> = {}
  for (const type of Object.keys(RECORD_KINDS) as (keyof typeof RECORD_KINDS)[]) {
    const nesting = NESTINGS[type]
    const { schema } = RECORD_KINDS[type]
    const description = schema.description ?? ''
    const nested = nesting && { [nesting.key]: list(nesting.kind.schema, nesting.description).optional() }
    const item: z.ZodType = nested === undefined ? schema : schema.extend(nested).describe(description)
    lists[RECORD_TYPES[type].key] = z.array(item).describe(`Each: ${description}`).optional()
  }
  const file = z.strictObject({ $schema: z.string().describe('Address of this schema').optional(), ...lists })
  const schema = z.toJSONSchema(file, { io: 'input', reused: 'inline' })
  const title = 'Headwaters seed file'
  return {
    ...schema,
    title,
    description: 'Records to import; each list is optional, and may refer to records of other files',
  }
}

/** The text of schema/seed.schema.json. */
export function seedJsonSchemaText(): string {
  return `${JSON.stringify(toSeedJsonSchema(), undefined, 2)}\n`
}
