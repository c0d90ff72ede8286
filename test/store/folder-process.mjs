// A process of its own with a store in a folder: `node folder-process.mjs <folder> <hold|append|fill|grow>`. Says what happens, one line each.
import { sealEntry } from '../../dist/ledger/seal.js'
import { openStore } from '../../dist/store/open.js'
import { createImport } from '../../dist/store/statements.js'

const [folder, mode] = process.argv.slice(2)
const say = (line) => process.stdout.write(`${line}\n`)

async function append(store, text, inGraph = '') {
  return store.write(async (transaction) => {
    const number = (transaction.head?.number ?? 0) + 1
    const previous = transaction.head?.hash ?? '0'.repeat(64)
    const at = new Date(number * 1000).toISOString()
    const records = [{ id: `question/q${number}`, type: 'question', marking: 'CLEAR', text }]
    const entry = sealEntry({ number, at, by: 'tester', files: [], records, unchanged: [], previous })
    const { hash } = entry
    await transaction.run(createImport({ number, hash }))
    if (inGraph !== '') await transaction.run({ text: 'CREATE (p:Probe {text: $inGraph})', parameters: { inGraph } })
    await transaction.append(entry, new Map())
    return { commit: true, value: entry }
  })
}

try {
  const store = await openStore(folder)
  say('open')
  if (mode === 'hold') setInterval(() => undefined, 1000)
  if (mode === 'append') {
    for (;;) say(`appended ${(await append(store, 'x'.repeat(Math.floor(Math.random() * 200_000)))).hash}`)
  }
  if (mode === 'fill') {
    await append(store, 'small')
    const error = await append(store, 'x'.repeat(4 << 20)).catch((error) => error)
    say(`failed ${error.code}`)
    await append(store, 'small again')
    await store.close()
  }
  if (mode === 'grow') {
    for (;;) {
      const made = await append(store, 'small', 'x'.repeat(100_000)).catch((error) => error)
      if (made instanceof Error) {
        say(`failed ${made.code} ${made.message}`)
        break
      }
      say(`appended ${made.hash}`)
    }
    await store.close()
    say('closed')
  }
} catch (error) {
  say(`${error.code} ${error.message}`)
}
