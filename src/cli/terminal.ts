/** Where a command reads, writes and learns its surroundings: the process, or a test's stand-in for it. */
export interface Terminal {
  readonly out: (text: string) => void // the answer
  readonly err: (text: string) => void // problems and progress
  readonly input: () => Promise<string> // standard input, whole
  readonly env: { readonly [name: string]: string | undefined }
  readonly interactive: boolean // a person watches standard error
}

/** A reader that has seen enough, such as `head`, closes the pipe: that ends the program, and is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.stderr.write(`the answer could not be written: ${error.message}\n`)
  process.exit(error.code === 'EPIPE' ? 0 : 3)
})

export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  async input() {
    const chunks: Buffer[] = []
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
    return Buffer.concat(chunks).toString('utf8')
  },
  env: process.env,
  interactive: process.stderr.isTTY === true,
}

/** Line break, tab, and the two joiners that scripts and emoji are spelled with. */
const KEPT: ReadonlySet<string> = new Set(['\n', '\t', '\u200c', '\u200d'])

/**
 * Text from files and networks as it may be shown: control, format and lone surrogate characters, which steer a terminal or hide what is written,
 * become U+FFFD. Line breaks and tabs stay.
 */
export function toPrintable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (character) => (KEPT.has(character) ? character : '\uFFFD'))
}

/** Such text within one line: a record can't add lines of its own to what is printed of it. */
export function toLine(text: string): string {
  return toPrintable(text.trim().replace(/\s+/g, ' '))
}

/** JSON whose strings show no such character either: they are escaped, so that it reads back the same. */
export function toJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent)
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (character) =>
    KEPT.has(character) ? character : escapeUnits(character),
  )
}

function escapeUnits(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
