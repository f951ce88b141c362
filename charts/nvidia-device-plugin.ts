import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { namespaces } from '../config/names.ts';
import { podSizes } from '../config/pod-sizes.ts';
import { mirrored } from '../config/registries.ts';
import type { Platform } from '../config/resolve.ts';
import { quantities, resources } from './constructs/resources.ts';
import { PlatformChart } from './platform-chart.ts';

const name = 'nvidia-device-plugin';

// DaemonSet selectors are immutable in Kubernetes: these labels are chosen once.
const selector = { 'app.kubernetes.io/name': name };

/**
 * Tells the kubelet of each node how many GPUs it has; the image of EKS has the driver and not this. It is NVIDIA's own image in a
 * DaemonSet of ours: its chart brings three more controllers, and finds nodes by labels that Karpenter does not set.
 */
export class NvidiaDevicePluginChart extends PlatformChart {
  constructor(scope: Construct, platform: Pick<Platform, 'registries' | 'versions'>) {
    // Beside the other daemons of nodes, in the namespace that lets them see the kubelet's folder.
    super(scope, name, { namespace: namespaces.kubeSystem, project: 'platform' });

    new k8s.KubeDaemonSet(this, 'daemon', {
      metadata: { name, labels: selector },
      spec: {
        selector: { matchLabels: selector },
        template: {
          metadata: { labels: selector },
          spec: podSpec(mirrored(`nvcr.io/nvidia/k8s-device-plugin:${platform.versions.nvidiaDevicePlugin}`, platform)),
        },
      },
    });
  }
}

const kubeletFolder = '/var/lib/kubelet/device-plugins';

function podSpec(image: string): k8s.PodSpec {
  return {
    nodeSelector: { 'karpenter.k8s.aws/instance-gpu-manufacturer': 'nvidia' },
    // A node without it has no GPUs to the scheduler, whatever else it is tainted with.
    tolerations: [{ operator: 'Exists' }],
    priorityClassName: 'system-node-critical',
    automountServiceAccountToken: false,
    securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name,
        image,
        env: [
          { name: 'NVIDIA_VISIBLE_DEVICES', value: 'all' },
          { name: 'NVIDIA_DRIVER_CAPABILITIES', value: 'compute,utility' },
        ],
        resources: quantities(resources(podSizes.devicePlugin)),
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        volumeMounts: [{ name: 'device-plugins', mountPath: kubeletFolder }],
      },
    ],
    volumes: [{ name: 'device-plugins', hostPath: { path: kubeletFolder, type: 'Directory' } }],
  };
}
