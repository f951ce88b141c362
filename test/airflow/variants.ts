import { load } from 'js-yaml';
import { airflowValues } from '../../charts/airflow/values.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { resolve } from '../../config/resolve.ts';
import { type Json, type JsonObject, objectIn } from '../../imports/json.ts';
import type { AirflowValues } from '../../imports/values/airflow.ts';
import { type Mutable, platformConfig } from '../fixtures.ts';

type Edit = (draft: Mutable<PlatformConfig>) => void;

/** Config in, values of the Airflow chart out. */
export function valuesOf(edit?: Edit): AirflowValues {
  return airflowValues(resolve(platformConfig(edit)));
}

/** The pod of a task, read from the text that the chart is given. */
export function taskPodOf(edit?: Edit): JsonObject {
  return objectIn(load(valuesOf(edit).podTemplate ?? '') as Json);
}

export const privateGit: Edit = ({ airflow }) => {
  airflow.dags = {
    kind: 'git-private',
    repoUrl: 'https://github.com/example/private-dags.git',
    ref: 'main',
    subdir: 'dags',
    refreshSeconds: 60,
  };
};

export const s3Dags: Edit = ({ airflow }) => {
  airflow.dags = { kind: 's3', prefix: 'dags', refreshSeconds: 60 };
};

export const cloudwatch: Edit = ({ airflow }) => {
  airflow.logs = { kind: 'cloudwatch', retentionDays: 30 };
};

export const rds: Edit = ({ airflow }) => {
  airflow.database = {
    kind: 'rds',
    instanceClass: 'm7g.large',
    storageGib: 100,
    multiAz: true,
    backupRetentionDays: 14,
  };
};

export const exposed: Edit = ({ airflow }) => {
  airflow.exposure = {
    kind: 'alb',
    host: 'airflow.example.com',
    certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
    scheme: 'internal',
    allowedCidrs: ['10.0.0.0/8'],
  };
};

export const twoOfEach: Edit = ({ airflow }) => {
  for (const name of ['apiServer', 'scheduler', 'dagProcessor', 'triggerer', 'pgbouncer'] as const) {
    airflow[name].replicas = 2;
  }
};

export const monitored: Edit = (draft) => {
  draft.monitoring = { kind: 'prometheus', retentionDays: 15, storageGib: 50 };
};

export const wellKnownLogin: Edit = ({ airflow }) => {
  airflow.login = 'well-known';
};

export const ownImage: Edit = ({ airflow, versions }) => {
  airflow.image = {
    repository: 'registry.example.com/data/airflow',
    tag: `${versions.airflow}-7`,
    pullSecret: true,
  };
};

export const secretConnection: Edit = ({ airflow }) => {
  airflow.connections = [{ id: 'redshift_default', type: 'redshift', host: 'dwh.example.com', secret: true }];
  airflow.secretsBackend = { kind: 'ssm', variablesPrefix: '/airflow/variables' };
};

/** Every branch that the values can take, alone and all together. */
export const variants: readonly (readonly [name: string, edit: Edit])[] = [
  ['one of each', () => undefined],
  ['a private repository of DAGs', privateGit],
  ['DAGs in S3', s3Dags],
  ['logs in CloudWatch', cloudwatch],
  ['PostgreSQL on RDS', rds],
  ['a load balancer', exposed],
  ['two of each', twoOfEach],
  ['monitoring', monitored],
  ['the well-known login', wellKnownLogin],
  ['an image of its own', ownImage],
  ['a connection with a secret, and a secrets backend', secretConnection],
  [
    'everything at once',
    (draft) => {
      for (const edit of [privateGit, cloudwatch, rds, exposed, twoOfEach, monitored, ownImage, secretConnection])
        edit(draft);
    },
  ],
];
