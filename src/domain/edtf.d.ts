/** The parser ships no types; what it returns is read as unknown data (see dates.ts). */
declare module 'edtf' {
  /** Throws on text it can't parse. */
  export function parse(text: string): unknown
  /** Throws as parse does; bounds in milliseconds since 1970. */
  export default function edtf(text: string): { readonly min: number; readonly max: number }
}
