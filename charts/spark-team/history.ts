import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { sparkHistory } from '../../config/names.ts';
import { podSizes } from '../../config/pod-sizes.ts';
import { onNodesOf } from '../constructs/placement.ts';
import { quantities, resources } from '../constructs/resources.ts';
import { asUser, lockedDown } from '../constructs/security.ts';

// Selectors of a Deployment are immutable: these labels are chosen once.
export const historyLabels = { 'app.kubernetes.io/name': 'spark-history' };
const { name, port } = sparkHistory;

/**
 * Spark History Server of a team: shows its jobs that have ended, from their event logs. One for each team, because
 * a server lists one folder and no folders in it, and because nobody sees the jobs of another team so.
 * Reached by port-forward, which comes from the node, or by a load balancer; the namespace lets nothing else in.
 */
export function historyServer(
  scope: Construct,
  { image, eventLogs }: { readonly image: string; readonly eventLogs: string },
): void {
  new k8s.KubeServiceAccount(scope, 'history-account', {
    metadata: { name },
    automountServiceAccountToken: false,
  });
  new k8s.KubeService(scope, 'history-service', {
    metadata: { name },
    spec: { selector: historyLabels, ports: [{ name: 'http', port, targetPort: k8s.IntOrString.fromString('http') }] },
  });
  new k8s.KubeDeployment(scope, 'history', {
    metadata: { name },
    spec: {
      replicas: 1,
      selector: { matchLabels: historyLabels },
      template: {
        metadata: { labels: historyLabels },
        spec: { serviceAccountName: name, ...podSpec(image, eventLogs) },
      },
    },
  });
}

function podSpec(image: string, eventLogs: string): k8s.PodSpec {
  const options = [
    `-Dspark.history.fs.logDirectory=${eventLogs}`,
    '-Dspark.history.fs.cleaner.enabled=false',
    // Without a fallback to the node's role, a missing Pod Identity association fails loudly.
    '-Dspark.hadoop.fs.s3a.aws.credentials.provider=software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider',
  ];

  const httpGet = { path: '/', port: k8s.IntOrString.fromString('http') };

  return {
    ...onNodesOf('airflow'),
    automountServiceAccountToken: false,
    securityContext: asUser(185),
    containers: [
      {
        name: 'history',
        image,
        command: ['/opt/spark/bin/spark-class', 'org.apache.spark.deploy.history.HistoryServer'],
        env: [
          { name: 'SPARK_HISTORY_OPTS', value: options.join(' ') },
          { name: 'SPARK_DAEMON_MEMORY', value: '1g' },
        ],
        ports: [{ name: 'http', containerPort: port }],
        resources: quantities(resources(podSizes.sparkHistory)),
        // The page waits for the collector of garbage, and that for the node.
        readinessProbe: { httpGet, periodSeconds: 10, timeoutSeconds: 10 },
        livenessProbe: { httpGet, initialDelaySeconds: 60, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 6 },
        securityContext: lockedDown,
        volumeMounts: [
          { name: 'tmp', mountPath: '/tmp' },
          { name: 'work', mountPath: '/opt/spark/work-dir' },
        ],
      },
    ],
    volumes: [
      { name: 'tmp', emptyDir: {} },
      { name: 'work', emptyDir: {} },
    ],
  };
}
