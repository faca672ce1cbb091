import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { done, ROOT, works } from './commands';

/** Maven's own cache, which outlives a run. jsii-pacmak would begin with an empty one, and without the user's settings. */
export const MAVEN_CACHE = join(homedir(), '.m2/repository');
const MAVEN_SETTINGS = join(homedir(), '.m2/settings.xml');

/** What "npx projen package-all" makes, in a directory outside the clone; the tests are clients of what is there. */
export class Packages {
  readonly npm: string;
  readonly wheel: string;
  readonly sdist: string;
  readonly jar: string;
  readonly pom: string;
  readonly goModule: string;
  readonly dotnet: string;

  constructor(private readonly directory: string) {
    const maven = join(directory, 'java/io/github/cdk-discoverable-service/cdk-discoverable-service/0.0.0/cdk-discoverable-service-0.0.0');
    this.npm = join(directory, 'js/cdk-discoverable-service@0.0.0.jsii.tgz');
    this.wheel = join(directory, 'python/cdk_discoverable_service-0.0.0-py3-none-any.whl');
    this.sdist = join(directory, 'python/cdk_discoverable_service-0.0.0.tar.gz');
    this.jar = `${maven}.jar`;
    this.pom = `${maven}.pom`;
    this.goModule = join(directory, 'go/cdkdiscoverableservice');
    this.dotnet = join(directory, 'dotnet');
  }

  async build(): Promise<void> {
    if (!existsSync(join(ROOT, '.jsii'))) {
      throw new Error('the library is not compiled: npx projen compile');
    }
    await this.pacmak('npm and PyPI packages', '-t js -t python');
    await this.pacmak('Maven package', `-t java ${mavenArguments()}`);
    await this.pacmak('Go module', '-t go --code-only'); // what compiles it is the app that requires it
    await this.pacmak('.NET', works('dotnet') ? '-t dotnet' : '-t dotnet --code-only');
  }

  private async pacmak(step: string, args: string): Promise<void> {
    await done(step, `npx jsii-pacmak --no-npmignore --outdir '${this.directory}' ${args}`, { cwd: ROOT });
  }
}

function mavenArguments(): string {
  const settings = existsSync(MAVEN_SETTINGS) ? `--mvn-global-settings='${MAVEN_SETTINGS}'` : '';
  return `--maven-local-repository='${MAVEN_CACHE}' --mvn-define=maven.javadoc.skip=true ${settings}`;
}
