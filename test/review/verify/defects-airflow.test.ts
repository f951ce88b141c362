import { findsAlone } from './seeds.ts';

findsAlone(/^airflow\//);
