import { readdirSync, readFileSync } from 'node:fs';
import { type App, CloudFormationValidatePlugin, Validations } from 'aws-cdk-lib/core';
import { UserError } from '../config/user-error.ts';

const folder = new URL('./guard/', import.meta.url);

/** Checks every template at synthesis: the rules that come with CDK, and our own in `guard/`. A finding fails the run. */
export function addValidation(app: App): void {
  Validations.of(app).addPlugins(new CloudFormationValidatePlugin({ guardRules: guardRules() }));
}

/** The rules of `guard/`, in the language of https://github.com/aws-cloudformation/cloudformation-guard. */
export function guardRules(): { name: string; content: string }[] {
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, content: readFileSync(new URL(name, folder), 'utf8') }));
}

/** True for mistakes of the person who wrote config or template: the message says it all. Anything else is a bug, and keeps its trace. */
export function isMistake(error: unknown): error is Error {
  return error instanceof UserError || (error instanceof Error && error.name === 'ValidationFailed');
}
