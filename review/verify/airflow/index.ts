import type { Check } from '../check.ts';
import { databaseClients, databaseConnections } from './database.ts';
import { platformMounted } from './mounted.ts';
import { platformNames, platformReadable, sparkImage } from './platform.ts';
import { sparkDrivers, sparkJobs, sparkOperator } from './spark-access.ts';
import { taskPods } from './task-pods.ts';

/** Airflow and Spark have the rights that they use, and their settings fit together. */
export const checks: readonly Check[] = [
  taskPods,
  sparkJobs,
  sparkDrivers,
  sparkOperator,
  databaseClients,
  databaseConnections,
  platformReadable,
  platformNames,
  platformMounted,
  sparkImage,
];
