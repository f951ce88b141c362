import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { digest } from '../../config/digest.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { podSizes } from '../../config/pod-sizes.ts';
import { resources } from './resources.ts';
import { lockedDown } from './security.ts';

type Config = Pick<PlatformConfig, 'trustedCa'>;

const folder = '/etc/trusted-ca';
const name = 'trusted-ca';
const mount = { name, mountPath: folder, readOnly: true };

/**
 * For a program in Go: it reads the folder of SSL_CERT_DIR beside the certificates of its image (crypto/x509, root_unix.go). Each
 * Application has a ConfigMap of its own, under another name for another certificate, so that its pods start again.
 */
export function trustedFolder(owner: string, { trustedCa }: Config) {
  if (trustedCa === undefined) return undefined;
  const configMap = { name: `${owner}-${name}-${digest(trustedCa)}` };
  return {
    volume: { name, configMap },
    mount,
    env: { name: 'SSL_CERT_DIR', value: folder },
    data: { 'ca.pem': trustedCa },
  };
}

/** What the folder is filled from, in the chart of its owner. */
export function trustedConfigMap(scope: Construct, trust: ReturnType<typeof trustedFolder>): void {
  if (trust) new k8s.KubeConfigMap(scope, name, { metadata: trust.volume.configMap, data: trust.data });
}

/**
 * For programs that read one file in the place of the public certificates: an init container writes both into it. The certificate comes
 * as a variable, because Argo CD needs it before it can bring a ConfigMap.
 *
 * @param program writes the public certificates, and what TRUSTED_CA holds, into the file that follows
 */
export function trustedBundle(image: string, program: readonly string[], { trustedCa }: Config) {
  if (trustedCa === undefined) return undefined;
  const file = `${folder}/ca.pem`;
  return {
    volume: { name, emptyDir: {} },
    mount,
    env: [
      // OpenSSL, httpx and Go, then requests and botocore, then Git.
      { name: 'SSL_CERT_FILE', value: file },
      { name: 'REQUESTS_CA_BUNDLE', value: file },
      { name: 'GIT_SSL_CAINFO', value: file },
    ],
    initContainer: {
      name,
      image,
      command: [...program, file],
      env: [{ name: 'TRUSTED_CA', value: trustedCa }],
      resources: resources(podSizes.airflowSidecar),
      securityContext: { ...lockedDown, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      volumeMounts: [{ name, mountPath: folder }],
    },
  };
}
