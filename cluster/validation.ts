import { readdirSync, readFileSync } from 'node:fs';
import { type App, CloudFormationValidatePlugin, Validations } from 'aws-cdk-lib';

const guardFolder = new URL('./guard/', import.meta.url);

/** Checks every template at synthesis: the rules that come with CDK, and our own in `guard/`. A finding fails the run. */
export function addValidation(app: App): void {
  const guardRules = readdirSync(guardFolder)
    .sort()
    .map((name) => ({ name, content: readFileSync(new URL(name, guardFolder), 'utf8') }));
  Validations.of(app).addPlugins(new CloudFormationValidatePlugin({ guardRules }));
}
