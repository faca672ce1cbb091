/** Whether a known number of seconds is something DNS can carry as a TTL (a signed 32-bit count of whole seconds). */
export function isTtl(ttlSeconds: number): boolean {
  return Number.isInteger(ttlSeconds) && ttlSeconds >= 0 && ttlSeconds <= 2147483647;
}
