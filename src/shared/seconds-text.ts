/** A number of seconds, for messages. */
export function secondsText(value: number): string {
  return `${value} ${value === 1 ? 'second' : 'seconds'}`;
}
