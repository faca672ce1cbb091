import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A template, as far as these tests change one. */
export interface Template {
  readonly Resources: Record<string, { Type: string; DependsOn?: string | string[]; Properties?: Record<string, any>; [part: string]: any }>;
  Outputs?: Record<string, unknown>;
  Parameters?: Record<string, unknown>;
  Rules?: Record<string, unknown>;
}

interface Artifact {
  type: string;
  environment?: string;
  dependencies?: string[];
  properties?: Record<string, unknown> & { templateFile?: string; additionalDependencies?: string[] };
}

/** What ties a stack to the resources of `cdk bootstrap`, which an emulator does not have. */
const OF_BOOTSTRAP = [
  'assumeRoleArn', 'cloudFormationExecutionRoleArn', 'lookupRole', 'stackTemplateAssetObjectUrl', 'requiresBootstrapStackVersion', 'bootstrapStackVersionSsmParameter',
];

/** Where the copies of this process are. The emulator removes it when the process ends, however it ends. */
export const ASSEMBLIES = join(tmpdir(), `assemblies-${process.pid}`);

/** A copy of a cloud assembly that can be deployed without `cdk bootstrap`. The assets are not published: what needs them is not made. */
export class AssemblyCopy {
  public readonly directory: string;

  constructor(original: string) {
    mkdirSync(ASSEMBLIES, { recursive: true });
    this.directory = mkdtempSync(join(ASSEMBLIES, 'copy-'));
    cpSync(original, this.directory, { recursive: true });
    const file = join(this.directory, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { artifacts: Record<string, Artifact> };
    const assets = Object.keys(manifest.artifacts).filter((id) => manifest.artifacts[id].type === 'cdk:asset-manifest');
    assets.forEach((id) => delete manifest.artifacts[id]);
    Object.values(manifest.artifacts).forEach((artifact) => strip(artifact, assets));
    writeFileSync(file, JSON.stringify(manifest));
    this.change((template) => {
      delete template.Parameters?.BootstrapVersion;
      delete template.Rules?.CheckBootstrapVersion;
    });
  }

  /** Changes the templates of all stacks. */
  public change(edit: (template: Template, stack: string) => void): this {
    const { artifacts } = JSON.parse(readFileSync(join(this.directory, 'manifest.json'), 'utf8')) as { artifacts: Record<string, Artifact> };
    for (const [stack, { properties, environment }] of Object.entries(artifacts)) {
      if (properties?.templateFile) {
        const file = join(this.directory, properties.templateFile);
        // Zones of a stack with an environment are looked up by the CLI, which has no account here.
        const text = readFileSync(file, 'utf8').replace(/"dummy1([a-c])"/g, `"${region(environment)}$1"`);
        const template = JSON.parse(text) as Template;
        edit(template, stack);
        writeFileSync(file, JSON.stringify(template, undefined, 1));
      }
    }
    return this;
  }

  public remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function region(environment = ''): string {
  return environment.split('/').pop()!;
}

function strip(artifact: Artifact, assets: readonly string[]): void {
  const withoutAssets = (ids?: string[]) => ids?.filter((id) => !assets.includes(id));
  artifact.dependencies = withoutAssets(artifact.dependencies);
  if (artifact.properties) {
    OF_BOOTSTRAP.forEach((name) => delete artifact.properties![name]);
    artifact.properties.additionalDependencies = withoutAssets(artifact.properties.additionalDependencies);
  }
}
