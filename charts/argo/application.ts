import {
  Application as ApplicationModel,
  type IApplication,
} from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import type { Construct } from 'constructs';
import { ModelObject, type ModelProps } from './model-object.ts';

/** The sync options in use. The model takes any string, so a typo would be ignored by Argo CD. */
export type SyncOption =
  | 'CreateNamespace=false'
  | 'Delete=confirm'
  | 'FailOnSharedResource=true'
  | 'Prune=confirm'
  | 'PruneLast=true'
  | 'RespectIgnoreDifferences=true'
  | 'ServerSideApply=true'
  | 'SkipDryRunOnMissingResource=true';

type ApplicationSpec = IApplication['spec'];
export type IgnoreDifferences = NonNullable<ApplicationSpec['ignoreDifferences']>[number];

/** An Argo CD Application whose sync options are checked at compile time, and whose fields are checked when rendered. */
export class Application extends ModelObject<IApplication> {
  constructor(
    scope: Construct,
    id: string,
    props: ModelProps<IApplication> & {
      readonly spec: { readonly syncPolicy?: { readonly syncOptions?: readonly SyncOption[] } };
    },
  ) {
    super(scope, id, ApplicationModel, props);
    this.node.addValidation({ validate: () => sourceProblems(props.spec) });
  }
}

/** Rules that neither the model nor the CRD states: exactly one way to name the source and the destination. */
function sourceProblems(spec: ApplicationSpec): string[] {
  const problems: string[] = [];
  if ((spec.source === undefined) === (spec.sources === undefined)) {
    problems.push("spec: give exactly one of 'source' and 'sources'");
  }
  if ((spec.destination.name === undefined) === (spec.destination.server === undefined)) {
    problems.push("spec.destination: give exactly one of 'name' and 'server', e.g. name: in-cluster");
  }
  return problems;
}
