import { findsAlone } from './seeds.ts';

findsAlone(/^(references|network)\//);
