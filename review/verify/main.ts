import { start } from '../../config/cli.ts';
import { allChecks } from './checks.ts';
import { verifyAction, verifyCommand } from './command.ts';

void start(import.meta.url, verifyCommand(), verifyAction(allChecks, '.', console.log));
