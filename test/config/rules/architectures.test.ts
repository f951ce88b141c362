import { checkPlatformConfig } from '../../../config/check.ts';
import { edited, refuses } from '../edit.ts';

const own = 'registry.example/spark:4.0.4-s3';
const graviton = { 'nodePools[3].architecture': 'arm64' } as const;

describe('a config with nodes on which an image does not run', () => {
  refuses([
    [
      'executors on Graviton with a Spark image of its own that says nothing',
      { ...graviton, 'spark.image': own },
      "nodePools[3].architecture: 'arm64' has no image: spark.image 'registry.example/spark:4.0.4-s3' is taken to be 'amd64' only; build it for both and write spark.architectures: ['amd64', 'arm64'], or use 'amd64' here",
    ],
    [
      'families of Graviton with such an image',
      {
        'spark.image': own,
        'nodePools[3].instanceCategories': undefined,
        'nodePools[3].instanceFamilies': ['m7gd'],
      },
      "nodePools[3].instanceFamilies: 'arm64' has no image: spark.image 'registry.example/spark:4.0.4-s3' is taken to be 'amd64' only; build it for both and write spark.architectures: ['amd64', 'arm64'], or use 'amd64' here",
    ],
    [
      'tasks on Graviton with an image of Airflow of its own',
      {
        'nodePools[1].architecture': 'arm64',
        'airflow.image': { repository: 'registry.example/airflow', digest: `sha256:${'0'.repeat(64)}` },
      },
      "nodePools[1].architecture: 'arm64' has no image: airflow.image 'registry.example/airflow' is taken to be 'amd64' only; build it for both and write airflow.image.architectures: ['amd64', 'arm64'], or use 'amd64' here",
    ],
    [
      'history servers, which run beside Airflow',
      {
        'nodePools[0].architecture': 'arm64',
        'spark.image': own,
        'spark.history': { kind: 's3', retentionDays: 30 },
      },
      "nodePools[0].architecture: 'arm64' has no image: spark.image 'registry.example/spark:4.0.4-s3' is taken to be 'amd64' only; build it for both and write spark.architectures: ['amd64', 'arm64'], or use 'amd64' here",
    ],
    [
      'an architecture that is named twice',
      { 'spark.architectures': ['arm64', 'arm64'] },
      'spark.architectures: a list is not valid; name each architecture once',
    ],
  ]);
});

test.each([
  ['the images of the projects', {}],
  ['an image that has both', { 'spark.image': own, 'spark.architectures': ['amd64', 'arm64'] }],
])('Graviton is fine for %s', (_, image) => {
  expect(() => checkPlatformConfig(edited({ ...graviton, ...image }))).not.toThrow();
});
