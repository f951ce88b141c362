import { UserError } from '../../config/user-error.ts';

/** A pinned Helm chart and its values. */
export interface HelmSource<Values extends object = object> {
  /** Repository: an HTTPS address, or an OCI registry path without `oci://`. */
  readonly repoUrl: string;

  /** Name of the chart in the repository. */
  readonly chart: string;

  /** Exact chart version: never a range, because the same commit must render the same objects. */
  readonly version: string;

  /** Helm release name. Names of Services and accounts are built on it, so it is always written out. */
  readonly releaseName: string;

  /**
   * Values, typed from the chart's own schema. An explicit `null` removes the chart's default: it travels as a Helm
   * parameter, because cdk8s and Kubernetes both drop nulls from objects. So does an integer of a million and more,
   * which a template would print as `1e+06`.
   */
  readonly values: Values;

  /**
   * Leave the CRDs in the chart alone, because another Application owns them.
   * @default false
   */
  readonly skipCrds?: boolean;
}

/**
 * Values as Argo CD takes them: an object without nulls and, as `--set path=value`, which wins over it, what an object
 * cannot carry.
 */
export interface SplitValues {
  readonly valuesObject: Record<string, unknown>;
  readonly parameters: readonly Parameter[];
}

interface Parameter {
  readonly name: string;
  readonly value: string;
}

export function splitValues(values: object): SplitValues {
  const parameters: Parameter[] = [];
  const valuesObject = split(values, '', parameters) as Record<string, unknown>;
  return { valuesObject, parameters };
}

function split(value: unknown, path: string, parameters: Parameter[]): unknown {
  if (typeof value === 'number' && hasExponentInGo(value)) {
    if (!Number.isSafeInteger(value)) throw notSurviving(value, path);
    // Of a file Helm reads each number as a float, of a parameter a whole number as an integer.
    parameters.push({ name: path, value: String(value) });
  }
  if (Array.isArray(value)) return value.map((item, index) => itemOf(item, `${path}[${index}]`, parameters));
  if (typeof value !== 'object' || value === null) return value;

  const result: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(value)) {
    // A dot inside a key would be read as a step in the path, the others as an index or as the end of the path.
    const step = key.replaceAll(/[\\.,=[]/g, '\\$&');
    const at = path ? `${path}.${step}` : step;
    if (child === null) parameters.push({ name: at, value: 'null' });
    else if (child !== undefined) result[key] = split(child, at, parameters);
  }
  return result;
}

/** Helm merges objects, not lists: an item has no default that a null could remove. */
function itemOf(item: unknown, path: string, parameters: Parameter[]): unknown {
  if (item === null || item === undefined) {
    throw new UserError(
      `Helm value ${path}: ${item} in a list removes nothing and would be lost on the way; leave the item out`,
    );
  }
  return split(item, path, parameters);
}

/** Go's templates print some floats with an exponent, which most programs refuse. */
function hasExponentInGo(value: number): boolean {
  const size = Math.abs(value);
  return size >= 1e6 || (size > 0 && size < 1e-4);
}

function notSurviving(value: number, path: string): UserError {
  return new UserError(
    `Helm value ${path}: ${value} is a number that a template prints as ${value.toExponential()}; write it as the string '${value}'`,
  );
}
