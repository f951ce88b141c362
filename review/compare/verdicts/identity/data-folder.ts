import { at, listIn } from '../../../../imports/json.ts';
import { podTemplateOf } from '../../../kinds/pods/workload.ts';
import type { Manifest } from '../../../tree/manifest.ts';
import { fieldTexts } from '../../path.ts';
import type { Verdict } from '../../verdict.ts';

export const dataFolder: Verdict = {
  rule: 'identity/data-folder',
  severity: 'danger',
  promise: 'Where a program looks for the data of its volume in another folder, and starts empty',
  judge({ before: was, after: item, verb, differences }) {
    if (!was || !item || verb !== 'changed') return [];
    const [old, now] = [claimedMounts(was.manifest), claimedMounts(item.manifest)];
    const moved = [...old].filter(([volume, place]) => now.has(volume) && now.get(volume) !== place);
    const fields = differences.filter(
      ({ path, before }) => path.at(-2) === '[name=PGDATA]' && path.at(-1) === 'value' && before !== undefined,
    );
    if (moved.length === 0 && fields.length === 0) return [];
    return {
      message:
        'its data is in another folder of the pod from now on: a program that looks where it did before finds nothing, and starts empty beside the old data',
      why: [
        ...moved.map(([volume, place]) => `volume ${volume}: ${place} → ${now.get(volume)}`),
        ...fieldTexts(fields),
      ].join(', '),
      remedy: 'keep the folder, or move the data with the program stopped',
      differences: [
        ...fields,
        ...differences.filter(({ path }) => path.some((step) => step === 'volumeMounts' || step === 'subPath')),
      ],
    };
  },
};

/** Where the volumes of claims are mounted, by the name of the volume. */
function claimedMounts(manifest: Manifest): ReadonlyMap<string, string> {
  const spec = podTemplateOf(manifest)?.spec ?? {};
  const claimed = new Set([
    ...listIn(manifest, 'spec.volumeClaimTemplates').map((claim) => at(claim, 'metadata.name')),
    ...listIn(spec, 'volumes').flatMap((volume) =>
      at(volume, 'persistentVolumeClaim') === undefined ? [] : [at(volume, 'name')],
    ),
  ]);
  return new Map(
    listIn(spec, 'containers')
      .flatMap((container) => listIn(container, 'volumeMounts'))
      .filter((mount) => claimed.has(at(mount, 'name')))
      .map((mount) => [String(at(mount, 'name')), `${at(mount, 'mountPath')} ${at(mount, 'subPath') ?? ''}`.trim()]),
  );
}
