import { refuses } from '../edit.ts';

const noVersion =
  "does not say its Spark version; use a tag that starts with it, e.g. 'apache/spark:4.0.4', or write it beside the image: version: '4.0.4'";

describe('a config with a contradiction in names, images and branches', () => {
  refuses([
    [
      'bucket names that S3 does not take',
      { 'aws.region': 'ap-southeast-2', 'cluster.name': 'a23456789-123456789-1234567890' },
      "cluster.name: 'a23456789-123456789-1234567890' makes bucket names that are too long for S3, which allows 63 characters; use 29 characters or less",
    ],
    [
      'a commit for the branch that Argo CD follows',
      { 'git.revision': '0123456789abcdef0123456789abcdef01234567' },
      "git.revision: '0123456789abcdef0123456789abcdef01234567' is a commit, which never moves, so no merge would arrive; use a branch, e.g. 'main'",
    ],
    [
      'an image of Airflow that holds another version than the chart is told',
      { 'airflow.image': { repository: 'registry.example.com/airflow', tag: '3.3.20-1' }, 'versions.airflow': '3.3.2' },
      "airflow.image.tag: '3.3.20-1' does not begin with '3.3.2', which is versions.airflow; use e.g. '3.3.2-1', or set both in one change",
    ],
    [
      'an image of Airflow that moves',
      { 'airflow.image': { repository: 'registry.example.com/airflow', tag: 'latest' }, 'versions.airflow': '3.3.2' },
      "airflow.image.tag: 'latest' does not begin with '3.3.2', which is versions.airflow; use e.g. '3.3.2-1', or set both in one change",
    ],
    [
      'an image of Airflow that is any',
      { 'airflow.image': { repository: 'registry.example.com/airflow' } },
      "airflow.image: an object is not valid; write its tag or its digest, e.g. tag: '3.3.2-7'",
    ],
    [
      'an image of Airflow whose tag is misspelt',
      { 'airflow.image': { repository: 'registry.example.com/airflow', tags: '3.3.2-7' } },
      "airflow.image.tags: is not a field; did you mean 'tag'? known fields: repository, tag, digest, pullSecret, architectures",
    ],
    [
      'a tag in the repository of an image',
      { 'airflow.image': { repository: 'registry.example.com/airflow:3.3.2', digest: `sha256:${'0'.repeat(64)}` } },
      "airflow.image.repository: 'registry.example.com/airflow:3.3.2' is not valid; use a repository in lower-case letters, without 'https://' and without a tag, e.g. '111122223333.dkr.ecr.eu-west-1.amazonaws.com/airflow'",
    ],
    [
      'a digest that is none',
      { 'airflow.image': { repository: 'airflow', digest: 'sha256:123' } },
      "airflow.image.digest: 'sha256:123' is not valid; use the digest of the image, 'sha256:' and 64 digits of 0-9a-f",
    ],
    [
      'a Spark image that moves',
      { 'spark.image': 'registry.example.com/spark:latest' },
      "spark.image: 'registry.example.com/spark:latest' is not one fixed image; use the tag of a version, e.g. 'apache/spark:4.0.4'",
    ],
    [
      'an image by digest that does not say its Spark version',
      { 'spark.image': `apache/spark@sha256:${'0'.repeat(64)}` },
      `spark.image: 'apache/spark@sha256:${'0'.repeat(64)}' ${noVersion}`,
    ],
    [
      'a tag of its own that does not say the Spark version',
      { 'spark.image': 'registry.example.com/spark:prod-12' },
      `spark.image: 'registry.example.com/spark:prod-12' ${noVersion}`,
    ],
    [
      'a date for a tag, which is no Spark version',
      { 'spark.image': 'registry.example.com/spark:2026.11.01' },
      `spark.image: 'registry.example.com/spark:2026.11.01' ${noVersion}`,
    ],
    [
      'a version that is not the one of the tag',
      { 'spark.image': 'registry.example.com/spark:v4.0.4-s3', 'spark.version': '3.5.6' },
      "spark.version: '3.5.6' is not the version in the tag of spark.image; use '4.0.4', or remove it",
    ],
    [
      'event logs that the image cannot write',
      { 'spark.history': { kind: 's3', retentionDays: 30 } },
      "spark.image: 'apache/spark:4.0.4' has no hadoop-aws, which spark.history 's3' needs; use an image of your own with it, or history { kind: 'none' }",
    ],
  ]);
});
