import { readFileSync } from 'node:fs';
import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { cached } from './template-cache.ts';

/** A resource of a CloudFormation template. Tests say what they expect of it, so its properties are open. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface StackTemplate {
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: Readonly<Record<string, { readonly Export?: { readonly Name: string } }>>;
  /** Ids of the stacks that must be deployed before this one. */
  readonly dependencies: readonly string[];
  readonly terminationProtection: boolean;
}

export interface EnvironmentTemplates {
  readonly network: StackTemplate;
  readonly data: StackTemplate;
  readonly cluster: StackTemplate;
}

/** What `cdk synth` writes for one environment, with the flags of cdk.json and without validation. */
export function synthesize(config: PlatformConfig): Promise<EnvironmentTemplates> {
  return cached(['environment', config], () => synthesizeAfresh(config));
}

/** The same, and surely made by the code that is loaded now. */
export async function synthesizeAfresh(config: PlatformConfig): Promise<EnvironmentTemplates> {
  const { app, addEnvironment } = await emptyApp();
  addEnvironment(app, config);
  const assembly = app.synth();
  const stack = (part: string) => read(assembly.getStackByName(`${config.cluster.name}-${part}`));
  return { network: stack('network'), data: stack('data'), cluster: stack('cluster') };
}

/** The network alone, which takes a tenth of the time. */
export function synthesizeNetwork(config: PlatformConfig): Promise<StackTemplate> {
  return cached(['network', config], async () => {
    const { app, NetworkStack } = await emptyApp();
    const { stackName } = new NetworkStack(app, config);
    return read(app.synth().getStackByName(stackName));
  });
}

async function emptyApp() {
  // The alpha library reads this while it loads, and jest loads it before any module of ours.
  process.env['JSII_DEPRECATED'] ??= 'quiet';
  const { App } = await import('aws-cdk-lib');
  const { addEnvironment } = await import('../../cluster/environment.ts');
  const { NetworkStack } = await import('../../cluster/stacks/network.ts');

  const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));
  const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false, context });
  return { app, addEnvironment, NetworkStack };
}

function read(stack: CloudFormationStackArtifact): StackTemplate {
  const { Resources = {}, Outputs = {} } = stack.template;
  return {
    resources: Resources,
    outputs: Outputs,
    dependencies: stack.dependencies.map(({ id }) => id).filter((id) => !id.endsWith('.assets')),
    terminationProtection: stack.terminationProtection ?? false,
  };
}

/** All resources of a type, in the order of the template. */
export function ofType({ resources }: StackTemplate, type: string): Resource[] {
  return Object.values(resources).filter((resource) => resource.Type === type);
}

/** The only resource of a type. */
export function only(template: StackTemplate, type: string): Resource {
  const [first, ...others] = ofType(template, type);
  if (!first || others.length > 0) throw new Error(`expected one ${type}, found ${first ? others.length + 1 : 0}`);
  return first;
}

/** Tags of a resource as a map. */
export function tags({ Properties }: Resource): Record<string, string> {
  const list = (Properties['Tags'] ?? []) as readonly { readonly Key: string; readonly Value: string }[];
  return Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));
}
