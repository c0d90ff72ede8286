/** Where a command reads, writes and learns its surroundings: the process, or a test's stand-in for it. */
export interface Terminal {
  readonly out: (text: string) => void // the answer
  readonly err: (text: string) => void // problems and progress
  readonly input: () => Promise<string> // standard input, whole
  readonly env: { readonly [name: string]: string | undefined }
  readonly interactive: boolean // a person watches standard error
  readonly color: boolean // a person reads standard output, and NO_COLOR is not set
}

/** A reader that has seen enough, such as `head`, closes the pipe: that ends the program, and is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
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
  color: process.stdout.isTTY === true && !process.env.NO_COLOR,
}

/** Text from files and networks as it may be shown: without the control characters that steer a terminal. */
export function toPrintable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '�')
}
