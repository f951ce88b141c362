import type { Tree } from '../review/tree/tree.ts';
import type { Run } from './cli/command.ts';
import { warnAboutUnpushed } from './clients/git.ts';
import { connect } from './clients/kubectl.ts';
import { readDist } from './dist.ts';
import { checkAccount, requireCluster } from './preflight/account.ts';

/** The rendered manifests, and a cluster that kubectl reaches: what `status` and `diff` begin with. */
export async function openCluster(run: Run): Promise<Tree> {
  const tree = readDist(run);
  await checkAccount(run, ['aws', 'kubectl']);
  await requireCluster(run);
  await warnAboutUnpushed(run);
  await connect(run);
  return tree;
}
