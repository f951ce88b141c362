import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { type Json, type JsonObject, listIn, objectAt } from '../json.ts';
import { schemaName } from '../load.ts';
import type {
  CrdSource,
  InstanceSources,
  KubernetesSource,
  OptionsSource,
  PolicySource,
  Source,
  ValuesSource,
} from '../sources.ts';
import { closeValues, openSections } from './close-values.ts';
import { asDefinition, readCrd } from './crd.ts';
import { crdTypes } from './crd-types.ts';
import { inferValues } from './infer-values.ts';
import { readInstances } from './instances.ts';
import { kubernetesSchema } from './kubernetes.ts';
import { optionsSchema } from './options.ts';
import { readPolicy } from './policy.ts';
import { readRdsRoots } from './rds.ts';
import type { Read } from './read.ts';
import { valuesTypes } from './values-types.ts';

export interface Sources {
  readonly crds: readonly CrdSource[];
  readonly kubernetes: readonly KubernetesSource[];
  readonly values: readonly ValuesSource[];
  readonly options: readonly OptionsSource[];
  readonly policies: readonly PolicySource[];
  readonly instances: InstanceSources;
  readonly rdsRoots: Source;
}

/** The folders that the import owns: it removes whatever it does not write there. */
export const outputFolders = ['certificates', 'crds', 'instances', 'policies', 'schemas', 'values'] as const;

/** The files of `outputFolders` by their path; reports one line for each source. The same sources give the same bytes. */
export async function generate(
  sources: Sources,
  read: Read,
  report: (line: string) => void,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  await importCrds(sources.crds, read, files, report);
  await importKubernetes(sources.kubernetes, read, files, report);
  await importValues(sources.values, read, files, report);
  await importOptions(sources.options, read, files, report);
  for (const source of sources.policies) {
    const Statement = readPolicy(await read(source), source.file);
    files.set(`policies/${source.name}.json`, asText({ Statement }, source));
    report(`${source.name}: ${Statement.length} statement${Statement.length === 1 ? '' : 's'} of its IAM policy`);
  }
  const { types, prices } = sources.instances;
  const catalogue = readInstances(await read(types), await read(prices), types.file);
  files.set('instances/ec2.json', asText(catalogue, types).replaceAll(/\[\n {3}([^\]]*)\n {2}\]/g, inOneLine));
  report(`ec2: ${listIn(catalogue, 'types').length} instance types`);
  const roots = readRdsRoots(await read(sources.rdsRoots), sources.rdsRoots.file);
  files.set('certificates/rds.json', asText(roots, sources.rdsRoots));
  report(`rds: roots of ${Object.keys(roots).length} regions`);
  return files;
}

async function importCrds(
  sources: readonly CrdSource[],
  read: Read,
  files: Map<string, string>,
  report: (line: string) => void,
): Promise<void> {
  const typed: JsonObject[] = [];
  for (const source of sources) {
    const crd = readCrd(parse(await read(source), source.file), source.file);
    files.set(`schemas/${schemaName(`${crd.group}/${crd.version}`, crd.kind)}.json`, asText(crd.schema, source));
    if (source.typed) {
      typed.push(asDefinition(crd, source.keepInTypes));
    }
    report(`${crd.group}/${crd.version} ${crd.kind}: ${source.typed ? 'types and schema' : 'schema'}`);
  }
  // Even for no type, `cdk8s import` is a program that starts.
  if (typed.length === 0) return;
  const work = await mkdtemp(join(tmpdir(), 'import-'));
  try {
    for (const [file, content] of await crdTypes(typed, work)) files.set(`crds/${file}`, `${header}\n${content}`);
  } finally {
    await rm(work, { recursive: true });
  }
}

async function importKubernetes(
  sources: readonly KubernetesSource[],
  read: Read,
  files: Map<string, string>,
  report: (line: string) => void,
): Promise<void> {
  const [first] = sources;
  if (first === undefined) return;
  const documents = await parsed(sources, read);
  const folder = { url: first.url.slice(0, first.url.lastIndexOf('/') + 1) };
  files.set('schemas/kubernetes.json', asText(kubernetesSchema(documents), folder));
  for (const { group, version, kinds } of sources)
    report(`${group ? `${group}/` : ''}${version} ${kinds.join(', ')}: schema`);
}

async function importValues(
  sources: readonly ValuesSource[],
  read: Read,
  files: Map<string, string>,
  report: (line: string) => void,
): Promise<void> {
  for (const source of sources) {
    const document = objectAt(parse(await read(source), source.file), [], source.file);
    const schema = openSections(source.from === 'schema' ? closeValues(document) : inferValues(document), source);
    files.set(`schemas/values-${source.chart}.json`, asText(schema, source));
    files.set(`values/${source.chart}.ts`, `${header}\n${await valuesTypes(schema, source.typeName)}`);
    report(
      `${source.chart}: values of the Helm chart, ${source.from === 'schema' ? 'from its schema' : 'from its defaults'}`,
    );
  }
}

async function importOptions(
  sources: readonly OptionsSource[],
  read: Read,
  files: Map<string, string>,
  report: (line: string) => void,
): Promise<void> {
  const [first] = sources;
  if (first === undefined) return;
  const documents = await parsed(sources, read);
  const schema = optionsSchema(documents);
  files.set('schemas/airflow-options.json', asText(schema, first));
  files.set('values/airflow-options.ts', `${header}\n${await valuesTypes(schema, 'AirflowOptions')}`);
  for (const { name } of sources) report(`${name}: options of airflow.cfg`);
}

function parsed<Source extends { readonly file: string }>(
  sources: readonly Source[],
  read: (source: Source) => Promise<string>,
) {
  return Promise.all(sources.map(async (source) => ({ source, document: parse(await read(source), source.file) })));
}

const header = '// Machine-written by `npm run import`; imports/README.md says how. Do not edit.\n';

/** One space of indentation: a bump of a version stays readable as a diff, and the files stay small. */
function asText(content: JsonObject, { url }: { readonly url: string }): string {
  const comment = `Machine-written by 'npm run import' from ${url}. Do not edit.`;
  return `${JSON.stringify({ $comment: comment, ...content }, undefined, 1)}\n`;
}

/** A row of a table: another value is a diff of one line. */
function inOneLine(_: string, values: string): string {
  return `[${values.replaceAll(/\n */g, ' ')}]`;
}

function parse(text: string, name: string): Json {
  try {
    return load(text) as Json;
  } catch (cause) {
    throw new Error(`${name}: is neither YAML nor JSON; check the file`, { cause });
  }
}
