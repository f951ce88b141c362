import type { PlatformConfig } from './platform-config.ts';
import { proxyVariables } from './proxy.ts';

/** What a pull of an image goes through, and what nodeadm asks EC2 with before the node joins. */
const units = ['containerd', 'kubelet', 'nodeadm-run'];

/**
 * A script that runs on AL2023 before nodeadm starts containerd and kubelet; nothing where it has nothing to do. In MIME, because EKS
 * and Karpenter put their own part behind it. Another text replaces every node.
 */
export function nodeUserData(
  config: Pick<PlatformConfig, 'aws' | 'cluster' | 'proxy' | 'trustedCa'>,
): string | undefined {
  const variables = proxyVariables(config);
  const { trustedCa } = config;
  if (variables.length === 0 && trustedCa === undefined) return undefined;
  return [
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="//"',
    '',
    '--//',
    'Content-Type: text/x-shellscript; charset="us-ascii"',
    '',
    '#!/bin/bash',
    'set -euo pipefail',
    ...(trustedCa === undefined ? [] : trusting(trustedCa)),
    ...(variables.length > 0 ? throughProxy(variables) : []),
    '--//--',
    '',
  ].join('\n');
}

/** The way of update-ca-trust(8): containerd, kubelet and nodeadm read the file that it makes. */
function trusting(certificates: string): readonly string[] {
  return [
    "cat > /etc/pki/ca-trust/source/anchors/trusted-ca.pem <<'END'",
    certificates.trim(),
    'END',
    'update-ca-trust',
  ];
}

function throughProxy(variables: ReturnType<typeof proxyVariables>): readonly string[] {
  return [
    `for unit in ${units.join(' ')}; do`,
    '  mkdir -p "/etc/systemd/system/$unit.service.d"',
    '  cat > "/etc/systemd/system/$unit.service.d/proxy.conf" <<\'END\'',
    '[Service]',
    ...variables.map(({ name, value }) => `Environment="${name}=${value}"`),
    'END',
    'done',
    'systemctl daemon-reload',
  ];
}
