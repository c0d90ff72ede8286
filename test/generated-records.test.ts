import { describe, expect, it } from 'vitest'
import { generateRecords } from './generated-records.js'
import { referencesOf } from './references.js'

describe('generated records', () => {
  const records = generateRecords(20_000, 7)
  const byId = new Map(records.map((record) => [record.id, record]))

  it('are as many as asked for, each id once, the same for the same seed', () => {
    expect(byId.size).toBe(20_000)
    expect(generateRecords(20_000, 7)).toEqual(records)
    expect(generateRecords(20_000, 8)).not.toEqual(records)
  })

  it('refer only to each other, by fitting types', () => {
    const dangling = records.flatMap((record) =>
      referencesOf(record).filter(({ to, types }) => types.every((type) => byId.get(to)?.type !== type)),
    )
    expect(dangling).toEqual([])
  })

  it('hold reports, observations, claims and evidence in the promised shares', () => {
    const share = (type: string): number => records.filter((record) => record.type === type).length / records.length
    expect(share('document')).toBeCloseTo(0.35, 1)
    expect(share('observation')).toBeCloseTo(0.2, 1)
    expect(share('claim')).toBeCloseTo(0.1, 1)
    expect(share('evidence')).toBeCloseTo(0.3, 1)
  })
})
