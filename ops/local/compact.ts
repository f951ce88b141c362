import type { JsonObject } from '../../imports/json.ts';

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

function removal(condition: string, path: string): JsonObject {
  const expression = `${condition} ? [JSONPatch{op: "remove", path: "${path}"}] : []`;
  return { patchType: 'JSONPatch', jsonPatch: { expression } };
}
