import { type Json, listIn, objectIn, stringsIn } from '../../imports/json.ts';

export type Labels = Readonly<Record<string, string>>;

/** Whether a label selector matches. An empty one matches everything; an operator that Kubernetes does not know, nothing. */
export function selects(selector: Json | undefined, labels: Labels): boolean {
  const own = (key: string): string | undefined => (Object.hasOwn(labels, key) ? labels[key] : undefined);
  return (
    Object.entries(objectIn(selector, 'matchLabels')).every(([key, value]) => own(key) === value) &&
    listIn(selector, 'matchExpressions').every((expression) => {
      const { key, operator } = objectIn(expression);
      const value = own(String(key));
      const isListed = value !== undefined && stringsIn(expression, 'values').includes(value);
      switch (operator) {
        case 'In':
          return isListed;
        case 'NotIn':
          return !isListed;
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          return false;
      }
    })
  );
}
