/** A part of `npm run bench`. To add one: a file that exports a `Section`, and a line in `main.ts`. */
export interface Section {
  readonly name: string;
  run(options: BenchOptions): Promise<readonly Row[]>;
}

export interface BenchOptions {
  /** How often each thing is measured; the table shows the median. */
  readonly runs: number;
  /** Folder with the charts of every environment. */
  readonly charts: string | undefined;
  /** Whether `npm test` is measured, and each of its files. */
  readonly tests: boolean;
}

/** A line of the table. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** @default - nothing was promised */
  readonly target?: Target;
}

export interface Target {
  readonly text: string;
  readonly met: boolean;
}

/** A promise like `≤ 1.0 s` and whether the figure keeps it. */
export function atMost(value: number, limit: number, unit: string): Target {
  return { text: `≤ ${limit.toFixed(1)} ${unit}`, met: value <= limit };
}

export function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return (low + high) / 2;
}
