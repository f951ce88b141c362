import { dataFolder } from '../../../review/compare/verdicts/identity/data-folder.ts';
import { cases, draft, step } from '../compare/trees.ts';

type Fields = Readonly<Record<string, unknown>>;

const template = (container: Fields, volumes: readonly Fields[] = []) => ({
  template: { spec: { containers: [{ name: 'db', ...container }], volumes } },
});
const server = (container: Fields) =>
  draft('StatefulSet', { spec: { ...template(container), volumeClaimTemplates: [{ metadata: { name: 'data' } }] } });
const mount = (more: Fields) => ({ volumeMounts: [{ name: 'data', mountPath: '/data', ...more }] });
const claimed = (mountPath: string, volume: Fields) =>
  draft('Deployment', {
    spec: template({ volumeMounts: [{ name: 'v', mountPath }] }, [{ name: 'v', ...volume }]),
  });
const env = (name: string, value: string) => ({ env: [{ name, value }] });
const text = 'web: its data is in another folder of the pod from now on';

cases(dataFolder, {
  'another mount': step(
    server(mount({})),
    server(mount({ mountPath: '/other' })),
    `danger StatefulSet shop/${text}: a program that looks where it did before finds nothing, and starts empty beside the old data (volume data: /data → /other)`,
  ),
  'another part of the volume': step(
    server(mount({})),
    server(mount({ subPath: 'a' })),
    `danger StatefulSet shop/${text}`,
  ),
  'the mount of a claim': step(
    claimed('/a', { persistentVolumeClaim: { claimName: 'a' } }),
    claimed('/b', { persistentVolumeClaim: { claimName: 'a' } }),
    `danger Deployment shop/${text}`,
  ),
  'the mount of nothing that lasts': step(claimed('/a', { emptyDir: {} }), claimed('/b', { emptyDir: {} })),
  'the folder of PostgreSQL': step(
    server(env('PGDATA', '/data/a')),
    server(env('PGDATA', '/data/b')),
    `danger StatefulSet shop/${text}`,
  ),
  'another variable': step(server(env('A', '/data/a')), server(env('A', '/data/b'))),
  'another image': step(server({ ...mount({}), image: 'a:1' }), server({ ...mount({}), image: 'a:2' })),
  'a first volume': step(server({}), server(mount({}))),
});
