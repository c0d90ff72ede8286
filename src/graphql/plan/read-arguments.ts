import { GraphQLError } from 'graphql'
import { type Arguments, argumentsOf } from '../arguments.js'
import type { ArgumentSource } from './plan.js'

/** The arguments of every field of a plan, with its variables filled in and checked. `given`: what the program itself gives. */
export function readArguments(
  sources: readonly ArgumentSource[],
  variables: Arguments,
  given: Arguments = {},
): readonly Arguments[] {
  return sources.map(({ place, field, check }) => {
    if (field === null) return given
    const values = argumentsOf(field.definition, field.node, variables)
    try {
      check?.(values)
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error
      throw new GraphQLError(`${place}: ${error.message}`, { nodes: [field.node], extensions: error.extensions })
    }
    return values
  })
}
