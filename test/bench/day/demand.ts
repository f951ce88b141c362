/** A Spark job that runs for an hour: what its program needs, whatever sizes and pools a platform has. */
export interface Job {
  readonly team: string;
  /** Jobs of the same hour start together. */
  readonly hour: number;
  /** Tasks at the same time. */
  readonly cores: number;
  /** Heap and overhead that its executors need for each core. */
  readonly gibPerCore: number;
  /** Value of the label NodeGroupType, which both platforms have from the same guide. */
  readonly nodes: 'SparkComputeOptimized' | 'SparkMemoryOptimized';
}

const job = (team: string, hour: number, cores: number, gibPerCore: number): Job => ({
  team,
  hour,
  cores,
  gibPerCore,
  nodes: gibPerCore > 4 ? 'SparkMemoryOptimized' : 'SparkComputeOptimized',
});

/** The reference day: twelve jobs of an hour, two teams at a time; ten need 3 GiB for a core, two need 7. */
export const jobs: readonly Job[] = [
  job('a', 0, 4, 3),
  job('b', 0, 8, 3),
  job('a', 1, 16, 3),
  job('b', 1, 8, 3),
  job('a', 2, 16, 7),
  job('b', 2, 16, 3),
  job('a', 3, 32, 3),
  job('b', 3, 12, 3),
  job('a', 4, 32, 7),
  job('b', 4, 24, 3),
  job('a', 5, 48, 3),
  job('b', 5, 16, 3),
];

/** Airflow runs all day; six tasks of an hour run one after the other, each in a pod of its own. */
export const hoursOfAirflow = 24;
export const hoursOfTasks = 6;

/** What a Spot node costs of an On-Demand one. Real discounts are larger and change by the hour. */
export const spotShare = 0.7;

/** Hours from the launch of a node until its pods run. */
export const hoursOfLaunch = 0.5 / 60;
