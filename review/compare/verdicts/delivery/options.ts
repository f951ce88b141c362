import type { Severity } from '../../verdict.ts';

type Text = readonly [severity: Severity, text: string];

/** What a sync option does to what runs, when it is added or taken away. */
export const optionTexts: Readonly<Record<string, { readonly added?: Text; readonly removed?: Text }>> = {
  'Replace=true': {
    added: [
      'danger',
      'objects are replaced and not patched: what controllers and people added to them is lost, and some are deleted and made again',
    ],
    removed: ['info', 'objects are patched, no longer replaced'],
  },
  'Force=true': {
    added: ['danger', 'an object that cannot be patched is deleted and made again: its pods end'],
    removed: ['info', 'an object that cannot be patched is no longer deleted'],
  },
  'Validate=false': {
    added: ['warn', 'objects are applied without a check of their schema: a mistake is dropped without a word'],
  },
  'CreateNamespace=true': {
    added: ['warn', 'Argo CD makes the namespace where it is missing, without labels, quota and policies'],
  },
  'ServerSideApply=true': {
    removed: [
      'warn',
      'objects are applied by the client again: definitions above 256 KiB cannot be, and fields of others are taken over',
    ],
    added: ['info', 'objects are applied by the server: only fields that Git has are owned'],
  },
  'FailOnSharedResource=true': {
    removed: ['warn', 'two Applications may apply one object, and undo each other without end'],
    added: ['info', 'a sync fails where another Application has the same object'],
  },
  'PruneLast=true': {
    removed: [
      'warn',
      'objects are pruned in their own wave and no longer after everything else: what is still needed may go first',
    ],
    added: ['info', 'objects are pruned after everything else'],
  },
  'SkipDryRunOnMissingResource=true': {
    removed: [
      'warn',
      'a sync fails as long as a definition of its objects is missing: a new cluster may not get past it',
    ],
  },
  'RespectIgnoreDifferences=true': { removed: ['warn', 'a sync writes the fields again that it should ignore'] },
  'ApplyOutOfSyncOnly=true': { added: ['info', 'only objects that differ are applied'] },
};
