import type { Run } from '../cli/command.ts';
import { type Argv, ShellError } from './shell.ts';

/** Argo CD deploys what the branch holds, not what is on this disk. Only a warning: somebody else may have pushed already. */
export async function warnAboutUnpushed(run: Run): Promise<void> {
  const { git, environment } = run.config;
  const folder = `dist/${environment}`;
  const branch = `origin/${git.revision}`;

  if ((await answer(run, ['git', 'status', '--porcelain', '--', folder])) !== '') {
    run.progress(`warning: ${folder} has changes that are not committed; Argo CD will not see them`);
  }
  if ((await answer(run, ['git', 'diff', '--name-only', `refs/remotes/${branch}`, '--', folder])) !== '') {
    run.progress(
      `warning: ${folder} is not what was last seen on ${branch}; Argo CD deploys the branch: push, or 'git fetch'`,
    );
  }
}

/** Nothing, where Git knows the answer and finds nothing. */
async function answer({ shell }: Run, argv: Argv): Promise<string> {
  try {
    return (await shell.run(argv)).trim();
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    return 'Git cannot tell';
  }
}
