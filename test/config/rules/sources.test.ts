import { refuses } from '../edit.ts';

describe('a config with a contradiction in names, images and branches', () => {
  refuses([
    [
      'bucket names that S3 does not take',
      { 'aws.region': 'ap-southeast-2', 'cluster.name': 'a23456789-123456789-1234567890' },
      "cluster.name: 'a23456789-123456789-1234567890' makes bucket names that are too long for S3, which allows 63 characters; use 29 characters or less",
    ],
    [
      'DAGs pinned to a commit',
      { 'airflow.dags.ref': '0123456789abcdef0123456789abcdef01234567' },
      "airflow.dags.ref: '0123456789abcdef0123456789abcdef01234567' is a commit, which never moves, so no new DAG would arrive (apache/airflow#71388); use a branch, e.g. 'main'",
    ],
    [
      'a Spark image that moves',
      { 'spark.image': 'registry.example.com/spark:latest' },
      "spark.image: 'registry.example.com/spark:latest' is not one fixed image; use the tag of a version, e.g. 'apache/spark:4.0.4'",
    ],
    [
      'event logs that the image cannot write',
      { 'spark.history': { kind: 's3', retentionDays: 30 } },
      "spark.image: 'apache/spark:4.0.4' has no hadoop-aws, which spark.history 's3' needs; use an image of your own with it, or history { kind: 'none' }",
    ],
  ]);
});
