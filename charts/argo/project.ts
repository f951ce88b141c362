import {
  AppProject as AppProjectModel,
  type IAppProject,
} from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject';
import type { Construct } from 'constructs';
import { ModelObject, type ModelProps } from './model-object.ts';

/** An Argo CD AppProject: what its Applications may read from, write to, and contain. */
export class AppProject extends ModelObject<IAppProject> {
  constructor(scope: Construct, id: string, props: ModelProps<IAppProject>) {
    super(scope, id, AppProjectModel, props);
  }
}
