import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

interface Locked {
  readonly resolved?: string
  readonly engines?: { readonly node?: string }
  readonly optional?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
const lock: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../package-lock.json'), 'utf8'),
)

describe('package-lock.json', () => {
  it("holds the embedded engine's build for every platform, which an install on one of them drops", () => {
    const engine = lock.packages['node_modules/@grafeo-db/js']
    const builds = Object.keys(engine?.optionalDependencies ?? {})
    expect(builds.length).toBeGreaterThan(1)
    for (const name of builds) expect(lock.packages[`node_modules/${name}`], name).toMatchObject({ optional: true })
  })

  it('names no host', () => {
    expect(Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
  })
})
