import { dirname } from 'node:path';
import { start } from '../config/cli.ts';
import { reviewAction, reviewCommand } from './command.ts';
import { allVerdicts } from './compare/verdicts/index.ts';
import { allChecks } from './verify/checks.ts';

const repository = dirname(import.meta.dirname);

void start(
  import.meta.url,
  reviewCommand(),
  reviewAction({ verdicts: allVerdicts, checks: allChecks }, repository, (text) => console.log(text)),
);
