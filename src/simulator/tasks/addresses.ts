/** All of 127.0.0.0/8 leads to this machine; what is low in it is taken by resolvers and by the host's own name. */
const FIRST_BLOCK = 64;
const BLOCKS = 128;
const PER_BLOCK = 254 * 254;

/** Tests of one program run in processes beside each other: each of them begins in a block of its own. */
const ownBlock = process.pid % BLOCKS;
let given = 0;

/**
 * An address of this machine that no task of this process had before, until all of them are used up.
 *
 * An address for each task makes that an answer leads to one task, and that each of them can listen on the same port.
 */
export function nextAddress(): string {
  const number = given++ % (PER_BLOCK * BLOCKS);
  const block = FIRST_BLOCK + (ownBlock + Math.floor(number / PER_BLOCK)) % BLOCKS;
  const rest = number % PER_BLOCK;
  return `127.${block}.${1 + Math.floor(rest / 254)}.${1 + rest % 254}`;
}

/** The address as IPv6 has it: loopback has one of its own only, and each task has to have another. */
export function asIpv6(address: string): string {
  return `::ffff:${address}`;
}
