import { leavesDistWhole } from './killed.ts';

leavesDistWhole('while it writes', 2);
