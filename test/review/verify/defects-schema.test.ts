import { findsAlone } from './seeds.ts';

findsAlone(/^schema\/(?!(status|defaults|durations|quantities|made-up-secrets|ignored-difference)$)/);
