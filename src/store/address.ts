/** An address of a store as a message may carry it: without user and password, however wrong the rest is. */
export function withoutCredentials(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/*)[\s\S]*@/i, '$1')
}
