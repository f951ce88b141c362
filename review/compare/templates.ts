import { at, isObject, type Json, type JsonObject, objectIn } from '../../imports/json.ts';
import type { ObjectId } from '../tree/object-id.ts';
import type { Template } from '../verify/check.ts';
import { type Difference, diff } from './diff.ts';
import type { Judged } from './judge.ts';
import type { Verdict } from './verdict.ts';
import { list } from './words.ts';

export const awsRemoved: Verdict = {
  rule: 'aws/removed',
  severity: 'danger',
  promise: 'Which resources of the CloudFormation templates go, and whether their data is retained',
};
export const awsReplaced: Verdict = {
  rule: 'aws/replaced',
  severity: 'danger',
  promise:
    'Which resources of the CloudFormation templates are made again, because a property of them cannot be changed',
};
export const awsChanged: Verdict = {
  rule: 'aws/changed',
  severity: 'warn',
  promise: 'Which resources of the CloudFormation templates change where they are, and which come',
};

/** Whether a new value of a property means a new resource; `undefined` for a type that AWS's table does not have. */
type Effects = (type: string, property: string) => 'yes' | 'maybe' | 'no' | undefined;

/** From the table that AWS's own tools use. It is 1 s of reading, so it is read once, and where a resource has changed. */
function loadEffects(): Promise<Effects> {
  effects ??= import('@aws-cdk/aws-service-spec').then(({ loadAwsServiceSpecSync }) => {
    const table = loadAwsServiceSpecSync();
    return (type, property) => {
      const [resource] = table.lookup('resource', 'cloudFormationType', 'equals', type);
      return resource && (resource.properties[property]?.causesReplacement ?? 'no');
    };
  });
  return effects;
}

let effects: Promise<Effects> | undefined;

/** Types whose loss takes data or the whole platform along. */
const precious =
  /^AWS::(RDS::DB(Instance|Cluster)|S3::Bucket|EKS::Cluster|SecretsManager::Secret|EFS::FileSystem|KMS::Key)$/;

interface Resource {
  readonly id: ObjectId;
  readonly body: JsonObject;
}

function resourcesOf(templates: readonly Template[]): ReadonlyMap<string, Resource> {
  return new Map(
    templates.flatMap(({ stack, body }) =>
      Object.entries(objectIn(body, 'Resources')).flatMap(([name, resource]) => {
        const kind = String(at(resource, 'Type'));
        if (!isObject(resource) || kind === 'AWS::CDK::Metadata') return [];
        const id = { group: 'cloudformation', kind, namespace: stack, name };
        return [[`${stack}/${name}`, { id, body: resource }] as const];
      }),
    ),
  );
}

/** @param environments of which a stack carries one in its name */
export async function judgeTemplates(
  before: readonly Template[],
  after: readonly Template[],
  environments: readonly string[],
): Promise<readonly Judged[]> {
  const [old, now] = [resourcesOf(before), resourcesOf(after)];
  const isChanged = ([key, { body }]: readonly [string, Resource]) => {
    const is = now.get(key);
    return is !== undefined && JSON.stringify(body) !== JSON.stringify(is.body);
  };
  const effects = [...old].some(isChanged) ? await loadEffects() : () => undefined;
  const environmentOf = ({ id }: Resource) =>
    environments.find((name) => id.namespace?.split('-').includes(name)) ?? id.namespace ?? '';
  return [
    ...[...old].flatMap(([key, was]): readonly Judged[] => {
      const is = now.get(key);
      const said = is ? ofChange(was, is, effects) : ofRemoved(was);
      return said ? [{ ...said, environment: environmentOf(was), objects: [was.id] }] : [];
    }),
    ...[...now].flatMap(([key, is]): readonly Judged[] =>
      old.has(key)
        ? []
        : [
            {
              rule: awsChanged.rule,
              severity: 'info',
              environment: environmentOf(is),
              objects: [is.id],
              message: 'a resource in AWS comes',
            },
          ],
    ),
  ];
}

type Said = Omit<Judged, 'environment' | 'objects'> | undefined;

function ofRemoved({ id, body }: Resource): Said {
  const policy = at(body, 'DeletionPolicy');
  const isKept = policy === 'Retain' || policy === 'Snapshot';
  return {
    rule: awsRemoved.rule,
    severity: precious.test(id.kind) && !isKept ? 'danger' : 'warn',
    message: isKept
      ? `the resource leaves its stack; it is ${policy === 'Retain' ? 'retained in AWS, unmanaged and paid for' : 'deleted after a last snapshot'}`
      : 'the resource is deleted in AWS with the next deployment, and what it holds with it',
    remedy: "check with 'npm run cluster:diff -- <env>' that nothing needs it before you deploy",
  };
}

function ofChange(was: Resource, is: Resource, effects: Effects): Said {
  const { differences } = diff(properties(was), properties(is));
  const isOther = was.id.kind !== is.id.kind;
  if (!isOther && differences.length === 0) return undefined;
  const names = [...new Set(differences.map(({ path }) => path[0] ?? ''))];
  const withEffect = (effect: ReturnType<Effects>) => names.filter((name) => effects(is.id.kind, name) === effect);
  const made = withEffect('yes');
  const perhaps = withEffect('maybe');
  const common = { differences: differences as readonly Difference[] };
  if (isOther || made.length > 0) {
    return {
      ...common,
      rule: awsReplaced.rule,
      severity: precious.test(is.id.kind) || precious.test(was.id.kind) ? 'danger' : 'warn',
      message: `the resource is made again in AWS, as ${isOther ? 'its type' : list(made)} cannot be changed, and the old one is deleted`,
      remedy: "take a backup of what it holds, and read 'npm run cluster:diff -- <env>' before you deploy",
    };
  }
  const doubt =
    withEffect(undefined).length > 0
      ? '; whether it is made again is not known here'
      : perhaps.length > 0
        ? `; for some values of ${list(perhaps)} it is made again`
        : '';
  return {
    ...common,
    rule: awsChanged.rule,
    severity: precious.test(is.id.kind) || /^AWS::(IAM|EC2::SecurityGroup)/.test(is.id.kind) ? 'warn' : 'info',
    message: `the resource changes in AWS with the next deployment: ${list(names)}${doubt}`,
    remedy: "read 'npm run cluster:diff -- <env>': a size changes what it costs, and may interrupt it",
  };
}

function properties({ body }: Resource): Json {
  return objectIn(body, 'Properties');
}
