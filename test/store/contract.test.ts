import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openStore } from '../../src/store/open.js'
import { engines, openTestStore } from '../engines.js'
import { storeContract } from './contract.js'

const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

storeContract('folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'headwaters-store-'))
  folders.push(folder)
  return openStore(folder)
})

for (const engine of engines) storeContract(engine === 'grafeo' ? 'memory' : engine, () => openTestStore(engine))
