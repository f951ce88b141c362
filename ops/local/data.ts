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

/** Brings the HEAD of this working tree into the cluster, with `overlay` on top of it, as the branch that the environment follows. */
export async function bringHead(run: Run, overlay: Overlay = { texts: {}, removed: [] }): Promise<void> {
  const { shell, config, progress } = run;
  const changed = await shell.run(['git', 'status', '--porcelain', '--', 'dags', 'dist']);
  if (changed.trim() !== '') {
    progress('warning: dags/ or dist/ has changes that are not committed; the cluster gets the last commit');
  }
  // Git runs the other end of the connection in the pod: nothing listens on this machine.
  const remote = kubectl(config, 'exec', '--stdin', ...pod, '--', '%S', `${git.folder}/platform.git`).join(' ');
  const branch = 'HEAD:refs/heads/local-head';
  await shell.run(['git', '-c', 'protocol.ext.allow=user', 'push', '--quiet', '--force', `ext::${remote}`, branch]);
  const [others, without] = [Object.keys(overlay.texts).length, overlay.removed.length];
  const summary = `what differs from HEAD: ${others} files with another text, ${without} that are left out`;
  await python(run, overlayScript, [config.git.revision], { text: JSON.stringify(overlay), secret: summary });
}

/** Runs in the pod: the commit is in no repository of this machine. */
export const overlayScript = `import json, subprocess, sys, time
overlay, branch = json.load(sys.stdin), f"refs/heads/{sys.argv[1]}"
lines = [f"reset {branch}", "from refs/heads/local-head", ""]
if overlay["removed"] or overlay["texts"]:
    lines += [f"commit {branch}", f"committer local <local@localhost> {int(time.time())} +0000", "data 9", "stand-ins"]
lines += [f"D {path}" for path in overlay["removed"]]
for path, text in overlay["texts"].items():
    lines += [f"M 100644 inline {path}", f"data {len(text.encode())}", text]
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

/** How many objects a bucket has under a prefix. */
export async function countObjects(run: Run, bucket: string, prefix: string): Promise<number> {
  const script = `${client}
print(sum(page.get("KeyCount", 0) for page in s3.get_paginator("list_objects_v2").paginate(Bucket=sys.argv[1], Prefix=sys.argv[2])))
`;
  return Number((await python(run, script, [bucket, prefix])).trim());
}

async function python(
  { shell, config }: Run,
  script: string,
  args: readonly string[],
  input: RunOptions['input'] = { text: '' },
): Promise<string> {
  return shell.run(kubectl(config, 'exec', '--stdin', ...pod, '--', 'python3', '-c', script, ...args), { input });
}
