import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { done, ran, Surroundings } from './commands';
import { MAVEN_CACHE, Packages } from './packages';
import type { CdkVersions } from '../../testing/cdk-versions';
import type { Outcome } from '../../testing/command';
import { directoryOf, Language, LANGUAGE_APPS, pinsOf } from '../../testing/language-apps';

/** An app under examples/ in a language that is not TypeScript. */
export interface App {
  readonly language: Language;
  /** The port as the program gives it. */
  readonly port: string;
  /** How the language calls what a broken rule throws, in what an app prints that does not catch it. */
  readonly thrown: RegExp;
  /** Installs the built package into a copy of the app, and answers with what its command needs in the environment. */
  install(copy: string, packages: Packages): Promise<Readonly<Record<string, string>>>;
}

const MODULE = 'github.com/cdk-discoverable-service/cdk-discoverable-service-go/cdkdiscoverableservice';

export const APPS: Readonly<Record<string, App>> = {
  Python: {
    language: 'python',
    port: 'port=80',
    thrown: /^RuntimeError: Shop\/Backend: 1 problem$/m,
    async install(cwd, { wheel }) {
      await done('pip install', `python3 -m venv .venv && .venv/bin/pip install --quiet '${wheel}' -r requirements.txt`, { cwd });
      return { PATH: `${cwd}/.venv/bin:${process.env.PATH}` };
    },
  },
  Java: {
    language: 'java',
    port: '.port(80)',
    thrown: /software\.amazon\.jsii\.JsiiError: Shop\/Backend: 1 problem$/m,
    async install(cwd, { jar, pom }) {
      const goal = 'org.apache.maven.plugins:maven-install-plugin:3.1.1:install-file';
      await done('mvn install', `mvn -B -q ${goal} -Dfile='${jar}' -DpomFile='${pom}' -Dmaven.repo.local='${MAVEN_CACHE}'`, { cwd });
      return { MAVEN_OPTS: `${process.env.MAVEN_OPTS ?? ''} -Dmaven.repo.local=${MAVEN_CACHE}` };
    },
  },
  Go: {
    language: 'go',
    port: 'jsii.Number(80)',
    thrown: /^panic: .*Shop\/Backend: 1 problem/m,
    async install(cwd, { goModule }) {
      await done('go mod tidy', `go mod edit -replace '${MODULE}=${goModule}' && go mod tidy`, { cwd });
      return {};
    },
  },
};

/** A copy of an app outside the clone, where the built package is installed. */
export class InstalledApp {
  static async of(app: App, packages: Packages, copy: string): Promise<InstalledApp> {
    cpSync(directoryOf(app.language), copy, { recursive: true });
    return new InstalledApp(app, { cwd: copy, env: await app.install(copy, packages) });
  }

  private constructor(private readonly app: App, private readonly surroundings: Surroundings) {}

  get pins(): CdkVersions {
    return pinsOf(this.app.language, this.surroundings.cwd);
  }

  /** Runs the app by the command that the CDK CLI would run. */
  async synthesize(outdir: string): Promise<Outcome> {
    const { cwd, env } = this.surroundings;
    const { app } = JSON.parse(readFileSync(join(cwd, 'cdk.json'), 'utf8')) as { app: string };
    return ran(`synth in ${this.app.language}`, app, { cwd, env: { ...env, CDK_OUTDIR: outdir } });
  }

  /** Lets the backend listen on a port that there is not. */
  breakRule(): void {
    const file = join(this.surroundings.cwd, LANGUAGE_APPS[this.app.language].program);
    writeFileSync(file, readFileSync(file, 'utf8').replace(this.app.port, this.app.port.replace('80', '70000')));
  }
}
