import { leavesDistWhole } from './killed.ts';

leavesDistWhole('at any time', 1);
