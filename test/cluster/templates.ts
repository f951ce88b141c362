import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudAssembly, CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import type { PlatformConfig } from '../../config/platform-config.ts';

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
  /** CloudFormation puts them on all that it makes. */
  readonly stackTags: Readonly<Record<string, string>>;
}

export interface EnvironmentTemplates {
  /** Empty in a VPC that is there. */
  readonly network: StackTemplate;
  readonly data: StackTemplate;
  readonly cluster: StackTemplate;
}

const synthesized = new Map<string, Promise<EnvironmentTemplates>>();

/**
 * What `cdk synth` writes for one environment, with the flags of cdk.json and without validation. Tests only read
 * templates, so they share those of an equal config.
 */
export function synthesize(config: PlatformConfig): Promise<EnvironmentTemplates> {
  const key = JSON.stringify(config);
  const templates = synthesized.get(key) ?? synthesizeAfresh(config);
  synthesized.set(key, templates);
  return templates;
}

async function synthesizeAfresh(config: PlatformConfig): Promise<EnvironmentTemplates> {
  const outdir = mkdtempSync(join(tmpdir(), 'templates-'));
  const assembly = await writeTemplates(config, outdir);
  const stack = (part: string) =>
    read(assembly.stacks.find(({ stackName }) => stackName === `${config.cluster.name}-${part}`));
  const templates = { network: stack('network'), data: stack('data'), cluster: stack('cluster') };
  rmSync(outdir, { recursive: true });
  return templates;
}

/** Writes what `cdk synth` writes for one environment, with the flags of cdk.json and without validation, into a folder. */
export async function writeTemplates(config: PlatformConfig, outdir: string): Promise<CloudAssembly> {
  // The alpha library reads this while it loads, and jest loads it before any module of ours.
  process.env['JSII_DEPRECATED'] ??= 'quiet';
  const { App } = await import('aws-cdk-lib/core');
  const { DISABLE_CREATION_STACK_TRACES } = await import('aws-cdk-lib/cx-api');
  const { addEnvironment } = await import('../../cluster/environment.ts');

  const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));
  const app = new App({
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
    // No test reads where a construct was made, and jest maps each of these stack traces to its source.
    context: { ...context, [DISABLE_CREATION_STACK_TRACES]: true },
    outdir,
    treeMetadata: false,
  });
  addEnvironment(app, config);
  return app.synth();
}

function read(stack: CloudFormationStackArtifact | undefined): StackTemplate {
  const { Resources = {}, Outputs = {} } = stack?.template ?? {};
  return {
    resources: Resources,
    outputs: Outputs,
    dependencies: (stack?.dependencies ?? []).map(({ id }) => id).filter((id) => !id.endsWith('.assets')),
    terminationProtection: stack?.terminationProtection ?? false,
    stackTags: stack?.tags ?? {},
  };
}

/**
 * Kept when its stack is deleted and when it leaves the template, but not when the creation of the stack fails: with
 * `Retain`, what was made until then would keep its name taken, and no second try could make it.
 */
export const keptOnDelete = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' } as const;

/** Logical id of the resource that a reference to one of its attributes is about. */
export function idIn(reference: unknown): string {
  return (reference as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0];
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
