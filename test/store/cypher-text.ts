/** Reads just enough of a Cypher text to tell its clauses, brackets and strings apart. */

const CLAUSE =
  /\b(?:OPTIONAL\s+MATCH|MATCH|UNWIND|WITH|RETURN|CALL|CREATE|MERGE|SET|REMOVE|DETACH\s+DELETE|DELETE|FOREACH|UNION|ORDER\s+BY|SKIP|LIMIT)\b/y

/** Strings become empty ones and comments go, so that no word in them counts; quoted names stay. */
export function blankStrings(text: string): string {
  return text.replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\/\/[^\n]*/g, (found) =>
    found.startsWith('/') ? '' : `''`,
  )
}

export function count(text: string, regex: RegExp): number {
  return [...text.matchAll(regex)].length
}

export function depth(text: string): number {
  let now = 0
  let most = 0
  for (const character of text) {
    if ('([{'.includes(character)) most = Math.max(most, ++now)
    else if (')]}'.includes(character)) now -= 1
  }
  return most
}

/** The place after the bracket that closes the one at `open`. */
function closing(text: string, open: number): number {
  let now = 0
  for (let index = open; index < text.length; index += 1) {
    if ('([{'.includes(text.charAt(index))) now += 1
    else if (')]}'.includes(text.charAt(index)) && --now === 0) return index + 1
  }
  return text.length
}

/** For each match, whose last character opens a bracket or (nested calls) whose first bracket does, the place after its end. */
export function closings(text: string, opening: RegExp): number[] {
  return [...text.matchAll(opening)].map(({ 0: found, index }) => closing(text, index + found.search(/[([{]/)))
}

export function blocks(text: string, opening: RegExp): string[] {
  return [...text.matchAll(opening)].map(({ 0: found, index }) => {
    const open = index + found.length - 1
    return text.slice(open + 1, closing(text, open) - 1)
  })
}

interface Clause {
  readonly name: string
  readonly body: string // up to the next clause of the same nesting
}

/** Every clause, those of each subquery after one another. */
export function clauses(text: string): Clause[] {
  const found: Clause[] = []
  let start = 0
  let name = ''
  const inner: string[] = []
  const end = (at: number) => {
    if (name !== '') found.push({ name, body: text.slice(start, at) })
  }
  for (let index = 0; index < text.length; ) {
    CLAUSE.lastIndex = index
    const keyword = /[\w.`$:]/.test(text.charAt(index - 1)) ? null : CLAUSE.exec(text)
    if (keyword !== null) {
      end(index)
      name = keyword[0].replaceAll(/\s+/g, ' ')
      index += keyword[0].length
      start = index
    } else if ('([{'.includes(text.charAt(index))) {
      const after = closing(text, index)
      inner.push(text.slice(index + 1, after - 1))
      index = after
    } else index += 1
  }
  end(text.length)
  return [...found, ...inner.flatMap(clauses)]
}

export function splitAt(text: string, separator: string): string[] {
  const parts: string[] = []
  let now = 0
  let start = 0
  for (let index = 0; index < text.length; index += 1) {
    if ('([{'.includes(text.charAt(index))) now += 1
    else if (')]}'.includes(text.charAt(index))) now -= 1
    else if (text.charAt(index) === separator && now === 0) {
      parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  return [...parts, text.slice(start)]
}

export function setItems(text: string): { readonly target: string; readonly value: string }[][] {
  return clauses(text)
    .filter(({ name }) => name === 'SET')
    .map(({ body }) =>
      splitAt(body, ',').map((item) => {
        const [, target = '', value = ''] = /^\s*([\w.`]+)\s*\+?=\s*([\s\S]*?)\s*$/.exec(item) ?? []
        return { target, value }
      }),
    )
}

export function variableLengths(text: string): { readonly bracket: string; readonly inside: boolean }[] {
  return [...text.matchAll(/-\[([^\]]*\*[^\]]*)\]/g)].map(({ 1: bracket = '', index }) => {
    const before = text.slice(0, index)
    return { bracket, inside: count(before, /\{/g) > count(before, /\}/g) }
  })
}
