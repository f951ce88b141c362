import { objectIn } from '../../../../imports/json.ts';
import type { Item } from '../../../tree/tree.ts';
import type { Judgement, Verdict } from '../../verdict.ts';

const annotations: Readonly<Record<string, string>> = {
  IngressClass: 'ingressclass.kubernetes.io/is-default-class',
  StorageClass: 'storageclass.kubernetes.io/is-default-class',
};

export const defaultClass: Verdict = {
  rule: 'identity/default-class',
  severity: 'danger',
  promise: 'Where another class holds for what names none: of claims, Ingresses or the priority of pods',
  judge({ before: was, after: item, verb, differences }, _, after) {
    // A new class is there for what had none, but one of priority is for pods that run beside others.
    if (!item || (verb !== 'changed' && item.id.kind !== 'PriorityClass')) return [];
    if (isDefault(item) === (was !== undefined && isDefault(was))) return [];
    const hasOther = after.ofKind(item.id.kind).some((one) => one !== item && isDefault(one));
    return { ...(isDefault(item) ? ofNew(item, hasOther) : ofLost(item, hasOther)), differences };
  },
};

function isDefault({ id, manifest }: Item): boolean {
  if (id.kind === 'PriorityClass') return manifest['globalDefault'] === true;
  return objectIn(manifest, 'metadata.annotations')[annotations[id.kind] ?? ''] === 'true';
}

function ofNew({ id, manifest }: Item, hasOther: boolean): Judgement {
  if (id.kind === 'PriorityClass') {
    return {
      message: `every new pod of the cluster that names no class has the priority ${manifest['value']} from now on: it goes before those that run, and may end them to get their place`,
      remedy: 'name the class in the pods that need it, and make no class the default',
    };
  }
  const what = id.kind === 'StorageClass' ? 'claims' : 'Ingresses';
  return {
    severity: 'warn',
    message: `new ${what} that name no class take this one${hasOther ? ', and another one is the default too' : ''}`,
    remedy: hasOther ? 'make one class the default' : `check that this is meant for all ${what} without a class`,
  };
}

function ofLost({ id }: Item, hasOther: boolean): Judgement {
  if (id.kind === 'PriorityClass') {
    return { severity: 'info', message: 'new pods that name no class have the priority 0, those that run keep theirs' };
  }
  const text = hasOther
    ? 'take another one'
    : id.kind === 'StorageClass'
      ? 'wait for a volume: no class is the default any more'
      : 'are served by nobody: no class is the default any more';
  return {
    severity: 'warn',
    message: `new ${id.kind === 'StorageClass' ? 'claims' : 'Ingresses'} that name no class ${text}`,
    remedy: 'keep one default, or name the class wherever it is needed',
  };
}
