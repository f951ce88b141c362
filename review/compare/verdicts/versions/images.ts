import { isObject, type Json } from '../../../../imports/json.ts';
import { allValues } from '../../../kinds/helm/values.ts';
import { platformFile } from '../../../kinds/platform-file.ts';
import { coming } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { pathText, valueAt } from '../../path.ts';
import { leavesOf, valuesChangesOf } from '../../values.ts';
import type { Said, Verdict } from '../../verdict.ts';
import { stepBetween } from './semver.ts';

/** `registry/repository:tag@digest`, taken apart. */
interface Image {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

export function imageIn(text: string): Image {
  const [rest = '', digest = ''] = text.split('@');
  const slash = rest.lastIndexOf('/');
  const colon = rest.indexOf(':', slash + 1);
  const [name, tag] = colon < 0 ? [rest, ''] : [rest.slice(0, colon), rest.slice(colon + 1)];
  const [first = '', ...path] = name.split('/');
  // Docker's rule: a registry has a dot or a port in its name.
  const hasRegistry = path.length > 0 && /[.:]|^localhost$/.test(first);
  return { registry: hasRegistry ? first : 'docker.io', repository: hasRegistry ? path.join('/') : name, tag, digest };
}

export const images: Verdict = {
  rule: 'versions/image',
  severity: 'danger',
  promise: 'Which images change: upgrade, downgrade, another registry, no longer pinned',
  judge(change, before, after) {
    const item = change.after;
    if (!item || coming(change) || change.verb === 'rewritten') return [];
    const isPlatform = platformFile(after)?.item === item;
    const own = item.id.kind === 'Application' ? [] : change.differences;
    return [
      own
        .filter(({ path }) => path.at(-1) === 'image' && (isPlatform || item.id.kind !== 'ConfigMap'))
        .map((difference) => ofImage(difference, difference.before, difference.after)),
      valuesChangesOf(change, before, after).map(({ differences, before: old, after: now }) =>
        differences.flatMap(leavesOf).map((difference) => ofValue(difference, allValues(old), allValues(now))),
      ),
    ];
  },
};

/** An image in Helm values is one text, or a map with `repository`, `tag` and `digest`; Airflow has names of its own. */
function ofValue(difference: Difference, before: Json, after: Json): Said {
  const { path } = difference;
  const last = path.at(-1) ?? '';
  if (last === 'image') return ofImage(difference, difference.before, difference.after);
  const isAirflow = last.startsWith('defaultAirflow');
  const isPart = /^(defaultAirflow)?(repository|tag|digest|registry)$/i.test(last);
  if (!isPart || !(isAirflow || /image/i.test(path.join('.')))) return [];
  const imageOf = (values: Json) => imageAt(values, path.slice(0, -1), isAirflow);
  return ofImage(difference, imageOf(before), imageOf(after));
}

function imageAt(values: Json, path: readonly string[], isAirflow: boolean): string | undefined {
  const part = valueAt(values, path);
  if (!isObject(part)) return undefined;
  const field = (name: string) => part[isAirflow ? `defaultAirflow${name}` : name.toLowerCase()];
  const [repository = isAirflow ? 'apache/airflow' : '', tag, digest, registry] = [
    field('Repository'),
    field('Tag'),
    field('Digest'),
    field('Registry'),
  ];
  // Airflow's chart leaves the tag out of a name with a digest, as the template of task pods does.
  const isNamed = tag && !(isAirflow && digest);
  return `${registry ? `${registry}/` : ''}${repository}${isNamed ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}

/** Programs whose files on disk are of one major version. */
const database = /(^|\/)(postgres(ql)?|mysql|mariadb|mongo(db)?)$/;

const floating = /^(latest|main|master|dev|nightly|edge|stable)$/;

function ofImage(difference: Difference, before: Json | undefined, after: Json | undefined): Said {
  if (typeof after !== 'string' || after === before) return [];
  const now = imageIn(after);
  const old = typeof before === 'string' ? imageIn(before) : undefined;
  const common = { why: pathText(difference.path), differences: [difference] };
  // In the parts of a chart's image, it is the chart that has what they do not: the name, or the tag of its version.
  const name = now.repository || "the chart's own image";
  const isWhole = difference.path.at(-1) === 'image';
  const floats = now.tag === '' ? isWhole && now.repository !== '' : floating.test(now.tag);
  if (now.digest === '' && floats) {
    return {
      ...common,
      message: `the image is not pinned (${now.repository === '' ? `${name}, ${now.tag}` : after}): what runs changes without a pull request`,
      remedy: 'write an exact tag or a digest',
    };
  }
  if (!old) return [];
  if (old.registry !== now.registry || old.repository !== now.repository) {
    return {
      ...common,
      severity: old.registry === now.registry ? 'warn' : 'danger',
      message:
        old.registry === now.registry
          ? `another image: ${after}, before ${before}`
          : `the image comes from another registry: ${after}, before ${before}`,
      remedy: 'check who may push there, and that nodes may pull from it',
    };
  }
  const step = stepBetween(old.tag, now.tag);
  const text = ({ tag, digest }: Image) => tag || digest.slice(0, 19) || "the chart's own";
  const images = `${name} ${text(old)} → ${text(now)}`;
  if (old.digest !== '' && now.digest === '') {
    return {
      ...common,
      severity: 'warn',
      message: `the image is no longer held by its digest: ${images}`,
      remedy: 'keep the digest: a tag can be pushed again',
    };
  }
  if (step === 'downgrade')
    return {
      ...common,
      message: `downgrade: the image goes back, ${images}`,
      remedy: 'check that the older version reads what the newer one wrote',
    };
  if (step === 'major' && database.test(now.repository))
    return {
      ...common,
      message: `another major version of a database: ${images}; it does not start on the data of the one before`,
      remedy: 'dump the data before, and restore it into an empty volume of the new version',
    };
  if (step === 'major')
    return {
      ...common,
      severity: 'warn',
      message: `another major version of an image: ${images}`,
      remedy: 'read its release notes, and try it in dev first',
    };
  return { ...common, severity: 'info', message: `another version of an image: ${images}` };
}
