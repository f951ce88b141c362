import { platformNames } from '../names.ts';
import { problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { isOfficialSpark, sparkVersion, versionInTag } from '../spark-version.ts';

/** S3 allows 63 characters, and the bucket names hold account and region beside the cluster's name. */
const bucketNamesFit: Rule = ({ aws, cluster }) => {
  const { buckets } = platformNames({ aws, cluster });
  const excess = Math.max(...Object.values(buckets).map((bucket) => bucket.length)) - 63;
  if (excess <= 0) return [];
  const complaint = `makes bucket names that are too long for S3, which allows 63 characters; use ${cluster.name.length - excess} characters or less`;
  return problem('cluster.name', cluster.name, complaint);
};

/** Argo CD would stay with it. */
const movingRevision: Rule = ({ git: { revision } }) => {
  if (!/^[0-9a-f]{40}$/i.test(revision)) return [];
  const complaint = "is a commit, which never moves, so no merge would arrive; use a branch, e.g. 'main'";
  return problem('git.revision', revision, complaint);
};

/** The chart starts a pod as the version that it is told needs it, so the image must hold that one. */
const airflowInImage: Rule = ({ airflow: { image }, versions }) => {
  const tag = image?.tag;
  if (tag === undefined) return [];
  if (tag.startsWith(versions.airflow) && !/^\d/.test(tag.slice(versions.airflow.length))) return [];
  const complaint = `does not begin with '${versions.airflow}', which is versions.airflow; use e.g. '${versions.airflow}-1', or set both in one change`;
  return problem('airflow.image.tag', tag, complaint);
};

const moves = (image: string): boolean => /:latest$/.test(image);

/** `spark_application()` in dags/ names the version of Spark, and only a tag or a person can say it. */
const knownSparkVersion: Rule = ({ spark }) => {
  const { image, version } = spark;
  if (moves(image)) return [];
  if (sparkVersion(spark) === undefined) {
    const complaint =
      "does not say its Spark version; use a tag that starts with it, e.g. 'apache/spark:4.0.4', or write it beside the image: version: '4.0.4'";
    return problem('spark.image', image, complaint);
  }
  const said = versionInTag(image);
  if (version === undefined || said === undefined || said === version) return [];
  return problem('spark.version', version, `is not the version in the tag of spark.image; use '${said}', or remove it`);
};

/** What `latest` is changes from day to day, and from node to node. */
const pinnedSparkImage: Rule = ({ spark: { image } }) =>
  moves(image)
    ? [problem('spark.image', image, "is not one fixed image; use the tag of a version, e.g. 'apache/spark:4.0.4'")]
    : [];

/** Event logs go to S3, and the upstream images come without the library that writes there. */
const sparkImageWritesToS3: Rule = ({ spark: { image, history } }) => {
  if (history.kind === 'none' || !isOfficialSpark(image)) return [];
  const complaint =
    "has no hadoop-aws, which spark.history 's3' needs; use an image of your own with it, or history { kind: 'none' }";
  return problem('spark.image', image, complaint);
};

export const sourceRules: readonly Rule[] = [
  bucketNamesFit,
  movingRevision,
  airflowInImage,
  pinnedSparkImage,
  knownSparkVersion,
  sparkImageWritesToS3,
];
