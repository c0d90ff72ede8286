import { isIPv6 } from 'node:net'

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i

/** Whether a Host header names this machine alone. */
export function isLoopbackHeader(host: string): boolean {
  return LOOPBACK.test(host)
}

/** Whether only this machine reaches a server that listens at this address. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.test(isIPv6(address) ? `[${address}]` : address)
}
