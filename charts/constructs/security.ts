/** What the Pod Security Standard `restricted` asks of a container, and more: the files of its image are read-only. */
export const lockedDown = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** The pod runs as a user of its image, whose number is also that of its group and of the files on its volumes. */
export function asUser(id: number) {
  return {
    runAsUser: id,
    runAsGroup: id,
    fsGroup: id,
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}
