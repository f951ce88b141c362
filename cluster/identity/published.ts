import * as iam from 'aws-cdk-lib/aws-iam';
import { isObject, type Json, type JsonObject, stringsIn } from '../../imports/json.ts';

/** A statement as IAM writes it, of which an action or a resource may stand alone. */
export interface Published {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly body: JsonObject;
}

/**
 * The statements of a published policy; one without a name is called by its place, e.g. `Published3`.
 *
 * @param names what stands for `${ClusterName}` and the like; one that is missing is an error, because IAM would take it for a
 * variable of its own
 */
export function published(
  { Statement }: { readonly Statement: readonly object[] },
  partition: string,
  names: Readonly<Record<string, string>> = {},
): readonly Published[] {
  return (Statement as readonly JsonObject[]).map((statement, index) => {
    const body = filledIn(statement, partition, names) as JsonObject;
    return {
      sid: String(body['Sid'] ?? `Published${index + 1}`),
      actions: listed(body['Action']),
      resources: listed(body['Resource']),
      body,
    };
  });
}

export function statementOf({ sid, actions, resources, body }: Published): iam.PolicyStatement {
  return iam.PolicyStatement.fromJson({ ...body, Sid: sid, Action: actions, Resource: resources });
}

function filledIn(value: Json, partition: string, names: Readonly<Record<string, string>>): Json {
  const text = (from: string) =>
    from.replace(/^arn:aws:/, `arn:${partition}:`).replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
      const known = names[name];
      if (known === undefined) throw new Error(`a published policy has \${${name}}, and nothing says what that is`);
      return known;
    });
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((item) => filledIn(item, partition, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), filledIn(item, partition, names)]));
}

function listed(value: Json | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : stringsIn({ value: value ?? [] }, 'value');
}
