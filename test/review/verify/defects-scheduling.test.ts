import { findsAlone } from './seeds.ts';

findsAlone(/^scheduling\//);
