import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSchema, type GraphQLSchema, isScalarType } from 'graphql'
import { checkSpecs } from './specs/check-specs.js'
import { SPECS } from './specs/specs.js'

const FOLDER = fileURLToPath(new URL('../../schema', import.meta.url)) // from src/graphql and from dist/graphql

let loaded: GraphQLSchema | undefined

/** The schema of schema/*.graphql, read once. Throws where a field of it has no spec. */
export function loadSchema(): GraphQLSchema {
  loaded ??= readSchema()
  return loaded
}

function readSchema(): GraphQLSchema {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.graphql'))
  const schema = buildSchema(
    files
      .sort()
      .map((name) => readFileSync(join(FOLDER, name), 'utf8'))
      .join('\n'),
  )
  const problems = checkSpecs(schema, SPECS)
  if (problems.length > 0) throw new Error(`The schema and its specs do not fit:\n${problems.join('\n')}`)
  textScalars(schema)
  return schema
}

/** Date, DateTime and URL travel as text; dates are checked where they are used, with the argument's name at hand. */
function textScalars(schema: GraphQLSchema): void {
  const string = schema.getType('String')
  if (!isScalarType(string)) return
  for (const name of ['Date', 'DateTime', 'URL']) {
    const scalar = schema.getType(name)
    if (!isScalarType(scalar)) continue
    scalar.parseValue = string.parseValue
    scalar.parseLiteral = string.parseLiteral
    scalar.serialize = string.serialize
  }
}
