import type { Platform } from '../../config/resolve.ts';
import type { Run } from '../cli/command.ts';
import { kubectl } from '../clients/kubectl.ts';
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
  await python(run, overlayScript, [config.git.revision], JSON.stringify(overlay));
}

/** Runs in the pod: the commit is in no repository of this machine. */
export const overlayScript = `import json, os, subprocess, sys
overlay = json.load(sys.stdin)
head, branch = "refs/heads/local-head", f"refs/heads/{sys.argv[1]}"
env = dict(os.environ, GIT_INDEX_FILE="/tmp/overlay-index", **{
    f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "local"), ("EMAIL", "local@localhost"))
})
def git(*words, text=None):
    done = subprocess.run(["git", "-C", "${git.folder}/platform.git", *words], env=env, input=text, text=True, capture_output=True, check=True)
    return done.stdout.strip()
git("read-tree", head)
entries = [f"0 {'0' * 40}\\t{path}" for path in overlay["removed"]]
entries += [f"100644 {git('hash-object', '-w', '--stdin', text=text)}\\t{path}" for path, text in overlay["texts"].items()]
commit = git("rev-parse", head)
if entries:
    git("update-index", "--index-info", text="\\n".join(entries) + "\\n")
    commit = git("commit-tree", git("write-tree"), "-p", head, "-m", "stand-ins of the local cluster")
git("update-ref", branch, commit)
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

async function python({ shell, config }: Run, script: string, args: readonly string[], text = ''): Promise<string> {
  return shell.run(kubectl(config, 'exec', '--stdin', ...pod, '--', 'python3', '-c', script, ...args), {
    input: { text },
  });
}
