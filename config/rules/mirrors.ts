import { at, type Json } from '../../imports/json.ts';
import { addOnsOf, registriesOf } from '../chart-images.ts';
import { dnsSuffix, hasGpus, helmRepositories, partition } from '../names.ts';
import { type AddOn, addOnCharts } from '../owned-values.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { fieldName, type Problem, problem, show } from '../problem.ts';
import { helmLoginOf, mirrorOf, otherRegistryNames, registryOf } from '../registries.ts';
import type { Rule } from '../rule.ts';
import { nearest } from '../suggest.ts';

/** Where NVIDIA's device plugin comes from, on nodes with GPUs. */
const ofGpus = 'nvcr.io';

/** Of an add-on that this environment does without too: environments may share a list. */
const usedRegistries: Rule = ({ airflow: { image }, registries = {}, spark }) => {
  const own = [spark.image, ...(image ? [image.repository] : [])].map((name) => registryOf(name).registry);
  const used = [...new Set([...registriesOf(Object.keys(addOnCharts) as AddOn[]), ofGpus, ...own])].sort();
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

/** The complaint about each mirror of a list, where there is one. */
function ofMirrors(
  config: PlatformConfig,
  field: 'registries' | 'helmRepositories',
  complain: (mirror: string) => string | undefined,
): readonly Problem[] {
  return Object.entries(config[field] ?? {}).flatMap(([name, mirror]) => {
    const complaint = complain(mirror);
    return complaint === undefined ? [] : [problem(fieldName([field, name]), mirror, complaint)];
  });
}

/** An image is looked up once: a mirror that had a mirror would be left out. */
const mirrorIsTheEnd: Rule = (config) =>
  ofMirrors(config, 'registries', (mirror) => {
    const { registry: host } = registryOf(`${mirror}/x`);
    if (mirrorOf(host, config) === undefined) return undefined;
    return `is in a registry that this list replaces: ${show(host)}; use a mirror that nodes pull from`;
  });

/** Nodes pull with their role, which is known in their own partition. */
const nodesReadEcr: Rule = (config) =>
  ofMirrors(config, 'registries', (mirror) => {
    const [, region, suffix] =
      /^\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.(amazonaws\.com(?:\.cn)?)(?=\/|$)/.exec(mirror) ?? [];
    const own = partition(config.aws.region);
    if (region === undefined || (partition(region) === own && suffix === dnsSuffix(region))) return undefined;
    return `is not in the partition of the cluster; use an ECR there: '${ecr(config.aws)}/…'`;
  });

const ecr = ({ accountId, region }: PlatformConfig['aws']) => `${accountId}.dkr.ecr.${region}.${dnsSuffix(region)}`;

/** The charts' own switches for all images would win over the mirrors. */
const chartsHaveNoOtherRegistry: Rule = ({ registries, values = {} }) => {
  const switches = Object.entries({ monitoring: 'imageRegistry', externalSecrets: 'repository' } as const);
  if (registries === undefined) return [];
  return switches.flatMap(([addOn, key]) => {
    const given = at(values[addOn as AddOn] as Json | undefined, `global.${key}`);
    if (given === undefined) return [];
    return problem(`values.${addOn}.global.${key}`, given, 'is said by registries; leave one of them out');
  });
};

const charts: readonly string[] = Object.values(helmRepositories)
  .flatMap((group) => Object.values(group))
  .sort();

const usedRepositories: Rule = ({ helmRepositories: given = {} }) =>
  Object.keys(given).flatMap((repository): readonly Problem[] => {
    if (charts.includes(repository)) return [];
    const bare = repository.replace(/^oci:\/\//, '').replace(/\/$/, '');
    const meant = charts.includes(bare) ? bare : nearest(repository, charts);
    const hint = meant === undefined ? '' : ` did you mean '${meant}'?`;
    const text = `no chart comes from there;${hint} use one of ${charts.map(show).join(', ')}`;
    return [{ field: fieldName(['helmRepositories', repository]), text }];
  });

/** A repository is looked up once too. */
const chartMirrorIsTheEnd: Rule = (config) =>
  ofMirrors(config, 'helmRepositories', (mirror) => {
    if (!charts.includes(mirror)) return undefined;
    return 'is a repository that charts are published in; use the mirror, or leave the line out';
  });

/** The password of ECR ends after twelve hours, and Argo CD asks for no other one. */
const chartsAreNotInEcr: Rule = (config) =>
  ofMirrors(config, 'helmRepositories', (mirror) => {
    if (!/^\d{12}\.dkr\.ecr/.test(mirror)) return undefined;
    return "is in ECR, whose passwords end after 12 hours; use an HTTPS repository, or an OCI registry without a password, e.g. 'registry.example.com/charts'";
  });

/** A login of no mirror would be asked for by `bootstrap` and used by nothing; one that is misspelled would leave its mirror without. */
const loginsAreUsed: Rule = ({ helmLogins = {}, helmRepositories: given = {} }) => {
  const mirrors = [...new Set(Object.values(given))].sort();
  return Object.entries(helmLogins).flatMap(([name, begin]) => {
    if (mirrors.some((mirror) => helmLoginOf(mirror, { helmLogins }) === name)) return [];
    const logins = mirrors.map((mirror) => helmLoginOf(mirror, { helmLogins }));
    const other = logins.find((login) => helmLogins[login ?? ''] === begin);
    const complaint = other
      ? `is that of helmLogins.${other}; remove one of them`
      : mirrors.length === 0
        ? 'is the beginning of no mirror; add the mirror to helmRepositories, or remove the login'
        : `is the beginning of no mirror in helmRepositories; use all or the first part of ${mirrors.map(show).join(', ')}`;
    return problem(fieldName(['helmLogins', name]), begin, complaint);
  });
};

/** Names of a secret and of Secrets are built on it. */
const loginsHaveNames: Rule = ({ helmLogins = {} }) =>
  Object.keys(helmLogins)
    .filter((name) => !/^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/.test(name))
    .map((name) => {
      const text = "is no name of a login; use at most 40 lower-case letters, digits and '-', e.g. 'artifactory'";
      return { field: fieldName(['helmLogins', name]), text };
    });

/** Docker Hub, Quay and GitHub do not answer reliably in China, and ECR Public is not there. In GovCloud all of them answer. */
const chinaHasMirrors: Rule = (config) => {
  const { aws, helmRepositories: given = {} } = config;
  if (partition(aws.region) !== 'aws-cn') return [];
  const needed = [...registriesOf(addOnsOf(config)), ...(config.nodePools.some(hasGpus) ? [ofGpus] : [])];
  const registries = needed.filter((registry) => mirrorOf(registry, config) === undefined);
  const repositories = charts.filter((repository) => !Object.hasOwn(given, repository));
  const asked = (field: string, what: string, missing: readonly string[], mirror: string): readonly Problem[] => {
    if (missing.length === 0) return [];
    const text = `in ${aws.region} public ${what} do not answer; add the mirrors of ${missing.map(show).join(', ')}, e.g. ${field}: { ${show(missing[0])}: '${mirror}' }`;
    return [{ field, text }];
  };
  return [
    ...asked('registries', 'registries', registries, `${ecr(aws)}/${registries[0]}`),
    ...asked('helmRepositories', 'repositories', repositories, 'https://charts.example.com'),
  ];
};

export const mirrorRules: readonly Rule[] = [
  usedRegistries,
  mirrorIsTheEnd,
  nodesReadEcr,
  chartsHaveNoOtherRegistry,
  usedRepositories,
  chartMirrorIsTheEnd,
  chartsAreNotInEcr,
  loginsAreUsed,
  loginsHaveNames,
  chinaHasMirrors,
];
