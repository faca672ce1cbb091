import { version as cdkVersion } from 'aws-cdk-lib/package.json';
import { version as constructsVersion } from 'constructs/package.json';

/** The lowest versions of the peer ranges in package.json; a test holds them equal. */
export const NEEDED_PEERS: Readonly<Record<string, string>> = { 'aws-cdk-lib': '2.258.1', 'constructs': '10.5.1' };

function isOlder(version: string, needed: string): boolean {
  const [ours, theirs] = [needed, version].map((text) => text.split('.').map((part) => parseInt(part, 10)));
  const different = ours.findIndex((part, index) => part !== theirs[index]);
  return different >= 0 && theirs[different] < ours[different];
}

/** Package managers let old peers pass with a warning or by force; later they would fail as a TypeError somewhere in the library. */
export function refuseOldPeers(found: Readonly<Record<string, string>>): void {
  for (const [name, needed] of Object.entries(NEEDED_PEERS)) {
    if (isOlder(found[name], needed)) {
      throw new Error(`cdk-discoverable-service needs ${name} ${needed} or newer, and found ${found[name]}. `
        + `Install it: npm install ${name}@^${needed}`);
    }
  }
}

refuseOldPeers({ 'aws-cdk-lib': cdkVersion, 'constructs': constructsVersion });
