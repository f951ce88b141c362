import { addOnsOf, registriesOf } from '../chart-images.ts';
import { partition } from '../names.ts';
import { type AddOn, addOnCharts } from '../owned-values.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { fieldName, type Problem, problem, show } from '../problem.ts';
import { mirrorOf, otherRegistryNames, registryOf } from '../registries.ts';
import type { Rule } from '../rule.ts';
import { nearest } from '../suggest.ts';

/** Of an add-on that this environment does without too: environments may share a list. */
const usedRegistries: Rule = ({ airflow: { image }, registries = {}, spark }) => {
  const own = [spark.image, ...(image ? [image.repository] : [])].map((name) => registryOf(name).registry);
  const used = [...new Set([...registriesOf(Object.keys(addOnCharts) as AddOn[]), ...own])].sort();
  return Object.keys(registries).flatMap((registry): readonly Problem[] => {
    const field = fieldName(['registries', registry]);
    const name = otherRegistryNames[registry];
    if (name !== undefined) return [{ field, text: `is another name of '${name}'; write that one` }];
    if (used.includes(registry)) return [];
    const meant = nearest(registry, used);
    const hint = meant === undefined ? '' : ` did you mean '${meant}'?`;
    return [{ field, text: `nothing is pulled from there;${hint} use one of ${used.map(show).join(', ')}` }];
  });
};

/** An image is looked up once: a mirror that had a mirror would be left out. */
const mirrorIsTheEnd: Rule = (config) =>
  Object.entries(config.registries ?? {}).flatMap(([registry, mirror]) => {
    const { registry: host } = registryOf(`${mirror}/x`);
    return mirrorOf(host, config) === undefined
      ? []
      : [
          problem(
            fieldName(['registries', registry]),
            mirror,
            `is in a registry that this list replaces: ${show(host)}; use a mirror that nodes pull from`,
          ),
        ];
  });

/** Nodes pull with their role, which is known in their own partition. */
const nodesReadEcr: Rule = ({ aws, registries = {} }) =>
  Object.entries(registries).flatMap(([registry, mirror]) => {
    const [, region, suffix] =
      /^\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.(amazonaws\.com(?:\.cn)?)(?=\/|$)/.exec(mirror) ?? [];
    const own = partition(aws.region);
    if (region === undefined || (partition(region) === own && suffix === dnsSuffix(own))) return [];
    const complaint = `is not in the partition of the cluster; use an ECR there: '${ecr(aws)}/…'`;
    return [problem(fieldName(['registries', registry]), mirror, complaint)];
  });

const dnsSuffix = (of: ReturnType<typeof partition>) => (of === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com');

const ecr = ({ accountId, region }: PlatformConfig['aws']) =>
  `${accountId}.dkr.ecr.${region}.${dnsSuffix(partition(region))}`;

/** The charts' own switches for all images would win over the mirrors. */
const chartsHaveNoOtherRegistry: Rule = ({ registries, values = {} }) =>
  registries === undefined
    ? []
    : (
        [
          ['monitoring', 'imageRegistry'],
          ['externalSecrets', 'repository'],
        ] as const
      ).flatMap(([addOn, key]) => {
        const global: unknown = Reflect.get(values[addOn] ?? {}, 'global');
        const given: unknown = typeof global === 'object' && global !== null ? Reflect.get(global, key) : undefined;
        return given === undefined
          ? []
          : [problem(`values.${addOn}.global.${key}`, given, 'is said by registries; leave one of them out')];
      });

/** Docker Hub, Quay and GitHub do not answer reliably in China, and ECR Public is not there. In GovCloud all of them answer. */
const chinaHasMirrors: Rule = (config) => {
  const { aws } = config;
  if (partition(aws.region) !== 'aws-cn') return [];
  const missing = registriesOf(addOnsOf(config)).filter((registry) => mirrorOf(registry, config) === undefined);
  if (missing.length === 0) return [];
  const text = `in ${aws.region} public registries do not answer; add the mirrors of ${missing.map(show).join(', ')}, e.g. registries: { ${show(missing[0])}: '${ecr(aws)}/${missing[0]}' }`;
  return [{ field: 'registries', text }];
};

export const mirrorRules: readonly Rule[] = [
  usedRegistries,
  mirrorIsTheEnd,
  nodesReadEcr,
  chartsHaveNoOtherRegistry,
  chinaHasMirrors,
];
