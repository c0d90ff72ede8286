import { validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { IMPORT_MUTATION } from '../../src/cli/remote-import.js'
import { TRACE_QUERY } from '../../src/cli/trace-query.js'
import { loadSchema } from '../../src/graphql/schema.js'

describe('the operations that the command line sends', () => {
  it.each([
    ['trace', TRACE_QUERY],
    ['import', IMPORT_MUTATION],
  ])('%s fits the schema', (_name, document) => {
    expect(validate(loadSchema(), document)).toEqual([])
  })
})
