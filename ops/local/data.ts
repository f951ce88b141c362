import { type DagBundle, dagBundles, shortFormName } from '../../config/dag-bundles.ts';
import type { Platform } from '../../config/resolve.ts';
import type { Run } from '../cli/command.ts';
import { kubectl } from '../clients/kubectl.ts';
import type { RunOptions } from '../clients/shell.ts';
import { git, standInNamespace } from './services.ts';

const pod = ['--namespace', standInNamespace, 'deployment/stand-ins', '--container', 'git'];

/** What the repository in the cluster has in other words than HEAD: other texts by their path, and paths that it has not. */
export interface Overlay {
  readonly texts: Readonly<Record<string, string>>;
  readonly removed: readonly string[];
}

/** Why a DAG bundle has no file here; nothing where the repository in the cluster serves it, or a public one. */
function lacksFiles(bundle: DagBundle, { repoUrl }: Platform['git']): string | undefined {
  if (bundle.kind === 'git') return undefined;
  if (bundle.kind === 's3') return "'s3' has no stand-in, because nothing fills the bucket; only Git has one";
  if (bundle.credentials === 'github-app') return "'github-app' has no stand-in, because GitHub checks it; use 'token'";
  if (bundle.repoUrl === repoUrl) return undefined;
  return `'${bundle.repoUrl}' is private, and no secret here opens it; only '${repoUrl}' (git.repoUrl) has a stand-in`;
}

/** The DAG bundles of the environment that have no file here, each with its reason. */
export function emptyBundles({ airflow, git }: Platform): readonly string[] {
  return dagBundles(airflow).flatMap((bundle) => {
    const reason = lacksFiles(bundle, git);
    const field = bundle.name === shortFormName ? 'airflow.dags' : `airflow.dagBundles: '${bundle.name}'`;
    return reason === undefined ? [] : [`${field}: ${reason}`];
  });
}

/** The branches that Argo CD and the DAG bundles follow: in the cluster all are the HEAD of this working tree. */
function branchesOf({ airflow, git: { repoUrl, revision } }: Platform): readonly string[] {
  const refs = dagBundles(airflow).flatMap((one) => (one.kind !== 's3' && one.repoUrl === repoUrl ? [one.ref] : []));
  return [...new Set([revision, ...refs])];
}

/** Whether these folders are other than in the last commit. */
export async function hasChanges({ shell }: Run, ...folders: readonly string[]): Promise<boolean> {
  return (await shell.run(['git', 'status', '--porcelain', '--', ...folders])).trim() !== '';
}

/** Brings the HEAD of this working tree into the cluster, with `overlay` on top of it, as the branches that the environment follows. */
export async function bringHead(run: Run, overlay: Overlay = { texts: {}, removed: [] }): Promise<void> {
  const { shell, config } = run;
  // Git runs the other end of the connection in the pod: nothing listens on this machine.
  const words = kubectl(config, 'exec', '--stdin', ...pod, '--').map((word) => word.replaceAll(/[% ]/g, '%$&'));
  const remote = [...words, '%S', `${git.folder}/platform.git`].join(' ');
  const branch = 'HEAD:refs/heads/local-head';
  // It is no push of the user's: no hook of theirs, no signature and no tag belongs to it.
  const options = ['--quiet', '--force', '--no-verify', '--no-signed', '--no-follow-tags'];
  await shell.run(['git', '-c', 'protocol.ext.allow=user', 'push', ...options, `ext::${remote}`, branch]);
  const [others, without] = [Object.keys(overlay.texts).length, overlay.removed.length];
  const summary = `what differs from HEAD: ${others} files with another text, ${without} that are left out`;
  await python(run, overlayScript, branchesOf(config), { text: JSON.stringify(overlay), secret: summary });
}

/** Runs in the pod: the commit is in no repository of this machine. */
export const overlayScript = `import json, subprocess, sys, time
overlay, branch, *others = json.load(sys.stdin), *(f"refs/heads/{name}" for name in sys.argv[1:])
lines = [f"reset {branch}", "from refs/heads/local-head", ""]
if overlay["removed"] or overlay["texts"]:
    lines += [f"commit {branch}", f"committer local <local@localhost> {int(time.time())} +0000", "data 9", "stand-ins"]
lines += [f"D {path}" for path in overlay["removed"]]
for path, text in overlay["texts"].items():
    lines += [f"M 100644 inline {path}", f"data {len(text.encode())}", text]
lines += [line for other in others for line in (f"reset {other}", f"from {branch}", "")]
importer = ["git", "-C", "${git.folder}/platform.git", "fast-import", "--force", "--quiet"]
subprocess.run(importer, input="\\n".join(lines) + "\\n", text=True, check=True)
`;

/** The buckets that the environment uses, by the names that CDK gives them. */
export function bucketsOf({ names, airflow }: Platform): readonly string[] {
  const { logs, dags, spark } = names.buckets;
  return [logs, spark, ...(airflow.dags?.kind === 's3' ? [dags] : [])];
}

/** Makes the buckets that are not there. The image of Airflow has the client for it. */
export async function makeBuckets(run: Run): Promise<void> {
  await python(run, bucketScript, bucketsOf(run.config));
}

const client = `import sys, boto3
s3 = boto3.client("s3")
`;

const bucketScript = `${client}
known = {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}
for name in set(sys.argv[1:]) - known:
    s3.create_bucket(Bucket=name)
`;

/** Keys of the objects that a bucket has under a prefix. */
export async function objectsUnder(run: Run, bucket: string, prefix: string): Promise<readonly string[]> {
  const script = `${client}
for page in s3.get_paginator("list_objects_v2").paginate(Bucket=sys.argv[1], Prefix=sys.argv[2]):
    for found in page.get("Contents", []):
        print(found["Key"])
`;
  return (await python(run, script, [bucket, prefix])).trim().split('\n');
}

async function python(
  { shell, config }: Run,
  script: string,
  args: readonly string[],
  input: RunOptions['input'] = { text: '' },
): Promise<string> {
  return shell.run(kubectl(config, 'exec', '--stdin', ...pod, '--', 'python3', '-c', script, ...args), { input });
}
