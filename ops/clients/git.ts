import type { Run } from '../cli/command.ts';
import { type Argv, answerOrFailure, ShellError } from './shell.ts';

/** Argo CD deploys what the branch holds, not what is on this disk. Only a warning: somebody else may have pushed already. */
export async function warnAboutUnpushed(run: Run): Promise<void> {
  const { git, environment } = run.config;
  const folder = `dist/${environment}`;
  const branch = `origin/${git.revision}`;

  if (await differs(run, ['git', 'status', '--porcelain', '--', folder])) {
    run.progress(`warning: ${folder} has changes that are not committed; Argo CD will not see them`);
  }
  if (await differs(run, ['git', 'diff', '--name-only', `refs/remotes/${branch}`, '--', folder])) {
    run.progress(
      `warning: ${folder} is not what was last seen on ${branch}; Argo CD deploys the branch: push, or 'git fetch'`,
    );
  }
}

/** Whether Git lists something, or cannot tell. */
async function differs({ shell }: Run, argv: Argv): Promise<boolean> {
  const answer = await answerOrFailure(shell.run(argv));
  return answer instanceof ShellError || answer.trim() !== '';
}
