import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { kindSchema } from '../../imports/load.ts';
import { unknownFields } from './unknown-fields.ts';

/** A class of @kubernetes-models: knows its kind and validates its data. */
interface ModelClass {
  new (data: never): { validate(): void };
  readonly apiVersion: string;
  readonly kind: string;
}

/** What is written out of a model: everything but the parts that the cluster fills in. */
export type ModelProps<T> = Omit<T, 'apiVersion' | 'kind' | 'status' | 'metadata' | 'operation'> & {
  readonly metadata: ApiObjectMetadata;
};

/**
 * An Argo CD object, typed by `@kubernetes-models/argo-cd` and checked when it is rendered: by the model, and
 * against the CRD for fields that do not exist, which the model accepts.
 */
export class ModelObject<T> extends ApiObject {
  constructor(scope: Construct, id: string, model: ModelClass, props: ModelProps<T>) {
    super(scope, id, { apiVersion: model.apiVersion, kind: model.kind, ...props });
    this.node.addValidation({
      validate: () => {
        const object: object = this.toJson();
        const schema = kindSchema(model.apiVersion, model.kind);
        const unknown = schema ? unknownFields(schema, object) : ['has no schema; add its CRD to imports/sources.ts'];
        return [...modelProblems(model, object), ...unknown].map((problem) => `${model.kind} ${this.name}: ${problem}`);
      },
    });
  }
}

function modelProblems(model: ModelClass, object: object): readonly string[] {
  try {
    new model(object as never).validate();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
