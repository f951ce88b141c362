/** SQLAlchemy's pool of one Airflow process: 5 connections, and 10 more under load. Task pods open none in Airflow 3. */
export const connectionsPerProcess = 15;

/** PostgreSQL's default of 100, less the three that it keeps for superusers. */
export const defaultConnections = 97;

/** GiB of memory of an RDS instance of size `large`, by the first letter of its family. */
const largeMemoryGib: Readonly<Record<string, number>> = { t: 8, m: 8, r: 16 };

/** The other sizes, as parts and multiples of `large`; those with a number in front are multiples of `xlarge`. */
const ofLarge: Readonly<Record<string, number>> = { micro: 1 / 8, small: 1 / 4, medium: 1 / 2, large: 1, xlarge: 2 };

/**
 * Connections that RDS for PostgreSQL takes: the upper bound of its own formula, memory / 9531392 and 5000 at most.
 *
 * @param instanceClass without `db.`
 * @returns nothing where the class is not known
 */
export function rdsConnections(instanceClass: string): number | undefined {
  const [, family = '', times = '', size = ''] = /^(.).*\.(\d*)(.*)$/.exec(instanceClass) ?? [];
  const memoryGib = (largeMemoryGib[family] ?? Number.NaN) * (ofLarge[size] ?? Number.NaN) * Number(times || 1);
  return Number.isNaN(memoryGib) ? undefined : Math.min(5000, Math.floor((memoryGib * 1024 ** 3) / 9_531_392));
}
