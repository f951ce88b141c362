import { UserError } from '../../config/user-error.ts';
import type { JsonObject } from '../../imports/json.ts';
import type { Run } from '../cli/command.ts';
import { kubectl } from '../clients/kubectl.ts';
import { answerOrFailure, ShellError } from '../clients/shell.ts';
import { contextOf } from './context.ts';

/**
 * Takes the choice of a node off every pod that is made, also off those that Airflow and Spark make, so that one node can
 * hold them all and every object stays as it is committed.
 * https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/
 */
export const compactPolicy: readonly JsonObject[] = [
  {
    apiVersion: 'admissionregistration.k8s.io/v1beta1',
    kind: 'MutatingAdmissionPolicy',
    metadata: { name: 'airflow-on-eks-compact' },
    spec: {
      failurePolicy: 'Fail',
      reinvocationPolicy: 'IfNeeded',
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
      },
      // The pods of a DaemonSet name their node by an affinity.
      matchConditions: [
        {
          name: 'not-of-a-daemon-set',
          expression:
            "!has(object.metadata.ownerReferences) || object.metadata.ownerReferences.all(owner, owner.kind != 'DaemonSet')",
        },
      ],
      mutations: [
        removal('has(object.spec.nodeSelector)', '/spec/nodeSelector'),
        removal('has(object.spec.affinity) && has(object.spec.affinity.nodeAffinity)', '/spec/affinity/nodeAffinity'),
      ],
    },
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1beta1',
    kind: 'MutatingAdmissionPolicyBinding',
    metadata: { name: 'airflow-on-eks-compact' },
    spec: { policyName: 'airflow-on-eks-compact' },
  },
];

const served = '/apis/admissionregistration.k8s.io/v1beta1';

/** Stops at a cluster that knows no such policy: it is beta, and off by default. The clusters that kind makes here have it on. */
export async function requirePolicies(run: Run): Promise<void> {
  const get = kubectl(run.config, 'get', '--raw', served);
  const answer = await answerOrFailure(run.shell.run(get, { planned: 'mutatingadmissionpolicies' }));
  if (!(answer instanceof ShellError) && answer.includes('mutatingadmissionpolicies')) return;
  throw new UserError(
    `--compact: the cluster of context '${contextOf(run)}' has no MutatingAdmissionPolicy; start its API server with --feature-gates=MutatingAdmissionPolicy=true --runtime-config=admissionregistration.k8s.io/v1beta1=true, or leave --compact out`,
  );
}

function removal(condition: string, path: string): JsonObject {
  const expression = `${condition} ? [JSONPatch{op: "remove", path: "${path}"}] : []`;
  return { patchType: 'JSONPatch', jsonPatch: { expression } };
}
