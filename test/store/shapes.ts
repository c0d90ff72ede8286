import {
  blankStrings,
  blocks,
  clauses,
  closings,
  count,
  depth,
  setItems,
  splitAt,
  variableLengths,
} from './cypher-text.js'

/**
 * The shapes of Cypher that the two engines answer differently, or that one of them answers slowly or not at all: which of them a
 * statement text has, in words. An empty list means that none was found. What only values can show (types, nulls) is not seen here.
 */
export function refusedShapes(text: string): string[] {
  const plain = blankStrings(text)
  return SHAPES.filter(({ found }) => found(plain)).map(({ shape }) => shape)
}

interface Shape {
  readonly shape: string
  readonly found: (text: string) => boolean
}

const DEEPEST = 50
const MOST_NOTS = 25

const SHAPES: readonly Shape[] = [
  shape('property of coalesce(node, node) or CASE … THEN node', (text) =>
    [
      ...text.matchAll(
        /(?:\bcoalesce\(\s*\w+\s*,\s*\w+\s*\)|\b(?:THEN|ELSE)\s+\w+\s+END|\]\s*\[\s*0\s*\])\s+AS\s+(\w+)/g,
      ),
    ].some(([, name]) => new RegExp(`(?<![.\\w])${name}\\.`).test(text)),
  ),
  shape('coalesce(…).property', (text) =>
    closings(text, /\bcoalesce\s*\(/g).some((end) => /^\s*\./.test(text.slice(end))),
  ),
  shape('OPTIONAL MATCH … WHERE with EXISTS or COUNT', (text) =>
    clauses(text).some(
      ({ name, body }) => name === 'OPTIONAL MATCH' && /\bWHERE\b[\s\S]*\b(?:EXISTS|COUNT)\s*\{/.test(body),
    ),
  ),
  shape('NOT x IN $list', (text) =>
    [...text.matchAll(/\bNOT\s*\(?\s*([\w.`]+)\s+IN\s+\$/g)].some(
      ({ 1: operand = '', index }) => !text.slice(0, index).trimEnd().endsWith(`${operand} IS NOT NULL AND`),
    ),
  ),
  pattern('order of booleans', /(?<![-<])[<>]=?\s*(?:true|false)\b/i),
  shape('comparison with a list', (text) =>
    clauses(text).some(
      ({ name, body }) => /(?<![-<])(?:<>|[<>]=?)\s*\[/.test(body) || (name !== 'SET' && /[\w)\]]\s*=\s*\[/.test(body)),
    ),
  ),
  shape('NOT all/any/none/single over what may be null', (text) =>
    blocks(text, /\bNOT\s+(?:all|any|none|single)\s*\(/gi).some((inner) => !/IS NOT NULL|\bcoalesce\(/.test(inner)),
  ),
  shape('type test of a relationship by label', (text) =>
    [...text.matchAll(/-\[\s*(\w+)/g)].some(([, name]) =>
      new RegExp(`(?<![\\[.\\w\`])${name}\\s*:\\s*[A-Z\`]`).test(text),
    ),
  ),
  shape('EXISTS or COUNT with more than MATCH and WHERE', (text) =>
    blocks(text, /\b(?:EXISTS|COUNT)\s*\{/g).some((inner) =>
      /\b(?:WITH|UNION|RETURN|DISTINCT|UNWIND|CALL|ORDER|LIMIT)\b/.test(inner),
    ),
  ),
  shape('nesting too deep', (text) => depth(text) > DEEPEST || count(text, /\bNOT\s*\(/g) > MOST_NOTS),
  pattern('shortestPath', /\b(?:shortestPath|allShortestPaths)\b/i),
  shape('variable length inside a subquery', (text) => variableLengths(text).some(({ inside }) => inside)),
  shape('variable length with a predicate', (text) =>
    variableLengths(text).some(
      ({ bracket }) =>
        /[{]|\bWHERE\b/.test(bracket) ||
        new RegExp(`\\bIN\\s+(?:relationships\\(|${/^\w+/.exec(bracket)?.[0] ?? '\\0'}\\b)`).test(text),
    ),
  ),
  shape(
    'variable length without DISTINCT',
    (text) => variableLengths(text).length > 0 && !/\b(?:WITH|RETURN)\s+DISTINCT\b/.test(text),
  ),
  shape(
    'sum without coalesce(…, 0)',
    (text) =>
      count(text, /\bsum\s*\(/gi) >
      closings(text, /\bcoalesce\s*\(\s*sum\s*\(/g).filter((end) => /,\s*0\s*\)$/.test(text.slice(0, end))).length,
  ),
  shape('expression around collect', (text) =>
    closings(text, /\bcollect\s*\(/gi).some((end) => /^\s*[[.+]/.test(text.slice(end))),
  ),
  pattern('SKIP or LIMIT of an expression', /\b(?:SKIP|LIMIT)\s+(?!(?:\d+|\$\w+)\s*(?:$|[})]|[A-Z]))/),
  shape('LIMIT or SKIP without ORDER BY', (text) =>
    clauses(text).some(({ name }, index, all) => {
      const before = all[index - 1]?.name === 'SKIP' && name === 'LIMIT' ? all[index - 2] : all[index - 1]
      return (name === 'LIMIT' || name === 'SKIP') && before?.name !== 'ORDER BY'
    }),
  ),
  shape('column without an alias of its own', (text) =>
    clauses(text).some(({ name, body }) => {
      if (name !== 'RETURN') return false
      const aliases = splitAt(body.replace(/^\s*DISTINCT\b/, ''), ',').map(
        (column) => /\bAS\s+(\w+)\s*$/.exec(column)?.[1],
      )
      return aliases.includes(undefined) || new Set(aliases).size < aliases.length
    }),
  ),
  pattern('pattern comprehension', /\[\s*(?:\w+\s*=\s*)?\(\w*(?::[\w`]+)*\)\s*<?-/),
  pattern(
    'toString, round, keys or a temporal function',
    /\b(?:toString|round|keys|date|datetime|localdatetime|time|localtime|duration|timestamp)\s*\(/i,
  ),
  pattern('list joined with what is no list', /(?<![\w\])])\[[^\]]*\]\s*\+(?!\s*\[)|\+\s*(?:\d+|\$?\w+)\s*\+\s*\[/),
  shape('SET n = node', (text) => {
    const nodes = new Set(
      [...text.matchAll(/(?<!\w)\(\s*(\w+)\s*[:){]|-\[\s*(\w+)/g)].map(([, node, edge]) => node ?? edge),
    )
    return setItems(text).some((items) => items.some(({ value }) => nodes.has(value)))
  }),
  shape('SET item that reads what an item before it writes', (text) =>
    setItems(text).some((items) =>
      items.some(({ value }, index) =>
        items
          .slice(0, index)
          .some(({ target }) => new RegExp(`(?<![.\\w])${target.replaceAll('.', '\\.')}(?:\\b|\\.)`).test(value)),
      ),
    ),
  ),
  pattern('DELETE without DETACH', /(?<!DETACH\s)\bDELETE\b/),
  shape('DELETE after OPTIONAL MATCH', (text) => /\bOPTIONAL\s+MATCH\b[\s\S]*\bDELETE\b/.test(text)),
  pattern('OPTIONAL CALL', /\bOPTIONAL\s+CALL\b/),
  pattern(
    'MATCH (n {key: …}) WHERE, which does not use the index',
    /\bMATCH\s*\(\w*(?::[\w`]+)*\s*\{[^}]*\}\s*\)\s*WHERE\b/,
  ),
  pattern(
    'reserved word without backticks',
    /\.when\b|[{,]\s*when\s*:|\[\w*:IN\b|\|IN\b|\bAS\s+(?:case|then|when|in|else|end)\b/,
  ),
]

function shape(name: string, found: (text: string) => boolean): Shape {
  return { shape: name, found }
}

function pattern(name: string, regex: RegExp): Shape {
  return { shape: name, found: (text) => regex.test(text) }
}
