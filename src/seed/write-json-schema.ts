import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { seedJsonSchemaText } from './json-schema.js'

writeFileSync(fileURLToPath(new URL('../../schema/seed.schema.json', import.meta.url)), seedJsonSchemaText())
