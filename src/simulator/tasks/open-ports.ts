import { readFileSync } from 'node:fs';

/** Where Linux does not say it. */
const USUAL_FIRST_PORT = 1024;

/** What is added to a port that only privileged users may listen at: 80 becomes 8080. */
const SHIFT = 8000;

/** The lowest port that the user who runs this may listen at. */
export function firstOpenPort(): number {
  const isFree = process.getuid === undefined || process.getuid() === 0;
  return isFree ? 0 : firstPortOfLinux() ?? USUAL_FIRST_PORT;
}

function firstPortOfLinux(): number | undefined {
  try {
    return Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8'));
  } catch {
    return undefined;
  }
}

/** The port itself, or one that takes its place. */
export function openPort(port: number, firstOpen: number): number {
  return port < firstOpen ? port + SHIFT : port;
}
