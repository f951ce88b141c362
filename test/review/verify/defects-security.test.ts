import { findsAlone } from './seeds.ts';

findsAlone(/^security\//);
