/** A service may have no more: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
export const MOST_TASKS = 5000;

export function isTaskCount(count: number): boolean {
  return Number.isInteger(count) && count >= 0 && count <= MOST_TASKS;
}
