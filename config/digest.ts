import { createHash } from 'node:crypto';

/** Stands for a content in a name or an annotation. Short, because it says nothing but "other". */
export function digest(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8);
}
