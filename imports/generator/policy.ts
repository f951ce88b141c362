import { parseDocument } from 'yaml';
import { at, isObject, type Json, type JsonObject, listIn, objectIn } from '../json.ts';

/**
 * The statements of a published IAM policy: a policy document, or a CloudFormation template whose managed policies are such
 * documents in a text, where its parameters stand as `${ClusterName}`.
 */
export function readPolicy(text: string, file: string): readonly JsonObject[] {
  // The short forms of CloudFormation, e.g. `!Sub`, are tags that no YAML library knows: what stands behind them is what counts.
  const document = parseDocument(text, { logLevel: 'error' }).toJS() as Json;
  const documents = listIn(document, 'Statement').length > 0 ? [document] : managedPolicies(document);
  const statements = documents.flatMap((one) => listIn(one, 'Statement')).filter(isObject);
  if (statements.length === 0) throw new Error(`${file}: has no statement of a policy; check the file`);
  return statements;
}

function managedPolicies(template: Json): readonly Json[] {
  return Object.values(objectIn(template, 'Resources'))
    .filter((resource) => at(resource, 'Type') === 'AWS::IAM::ManagedPolicy')
    .map((resource) => JSON.parse(String(at(resource, 'Properties.PolicyDocument'))) as Json);
}
