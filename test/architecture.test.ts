import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = resolve(import.meta.dirname, '../src')

/** What each room may import besides itself: rooms, and packages where they are bounded. */
const MAY_IMPORT: Record<string, { rooms: string[]; packages?: string[] }> = {
  domain: { rooms: [], packages: ['edtf'] },
  seed: { rooms: ['domain'] },
  ledger: { rooms: ['domain'] },
  store: { rooms: ['domain', 'ledger'] },
  graph: { rooms: ['domain', 'seed', 'ledger', 'store'] },
  graphql: { rooms: ['domain', 'store', 'graph'] },
  server: { rooms: ['domain', 'seed', 'ledger', 'store', 'graph', 'graphql'] },
  cli: { rooms: ['domain', 'seed', 'ledger', 'store', 'graph', 'graphql', 'server'] },
}

interface Import {
  readonly file: string
  readonly room: string
  readonly target: string // room, or package
  readonly relative: boolean
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(join(SRC, file), 'utf8')
  const statements = text.matchAll(/^(?:import|export)\b[^'\n]*(?:\n[^'\n]*)*?from '([^']+)'|\bimport\('([^']+)'\)/gm)
  const specifiers = [...statements].map((match) => match[1] ?? match[2] ?? '')
  return specifiers.map((specifier) => {
    const inside = specifier.startsWith('.')
    const path = inside ? relative(SRC, resolve(SRC, dirname(file), specifier)) : specifier
    return { file, room: file.split('/')[0] ?? '', target: path.split('/')[0] ?? '', relative: inside }
  })
})

describe('rooms', () => {
  it('are all known', () => {
    expect([...new Set(files.map((file) => file.split('/')[0]))].sort()).toEqual(Object.keys(MAY_IMPORT).sort())
  })

  it('import only what their place in the flow allows', () => {
    const wrong = imports.filter(({ room, target, relative: inside }) => {
      const rule = MAY_IMPORT[room]
      if (rule === undefined) return true
      if (inside) return target !== room && !rule.rooms.includes(target)
      return rule.packages !== undefined && !rule.packages.includes(target)
    })
    expect(wrong).toEqual([])
  })

  it('read configuration only in server and cli', () => {
    const readers = files.filter((file) => /process\.env/.test(readFileSync(join(SRC, file), 'utf8')))
    expect(readers.filter((file) => !/^(server|cli)\//.test(file))).toEqual([])
  })

  it('have no cycles between files', () => {
    const graph = new Map<string, string[]>()
    for (const file of files) {
      const text = readFileSync(join(SRC, file), 'utf8')
      const targets = [...text.matchAll(/^(?:import|export)(?! type)[^'\n]*?from\s*'(\.[^']+)'/gms)].map((match) =>
        relative(SRC, resolve(SRC, dirname(file), (match[1] ?? '').replace(/\.js$/, '.ts'))),
      )
      graph.set(file, targets)
    }
    const done = new Set<string>()
    const findCycle = (file: string, trail: readonly string[]): readonly string[] | undefined => {
      if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file]
      if (done.has(file)) return undefined
      for (const next of graph.get(file) ?? []) {
        const cycle = findCycle(next, [...trail, file])
        if (cycle) return cycle
      }
      done.add(file)
      return undefined
    }
    expect(files.map((file) => findCycle(file, [])).filter((cycle) => cycle !== undefined)).toEqual([])
  })
})
