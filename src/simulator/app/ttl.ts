/** What DNS can carry; AWS refuses all else: https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsRecord.html */
const LONGEST_TTL = 2_147_483_647;

export function isTtl(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST_TTL;
}
