/** One promise, and what does not keep it. */
export interface Result {
  readonly what: string;
  readonly problems: readonly string[];
}

export function print(environment: string, { what, problems }: Result): void {
  console.log(`${problems.length === 0 ? '✓' : '✕'} ${environment}: ${what}`);
  for (const problem of problems) console.log(`    ${problem}`);
}
