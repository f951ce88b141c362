import { at, type JsonObject } from '../../../../imports/json.ts';
import type { ApplicationView } from '../../../tree/application.ts';
import type { Tree } from '../../../tree/tree.ts';
import { applicationsOf } from '../../change.ts';
import type { Judgement, Said, Verdict } from '../../verdict.ts';
import { count } from '../../words.ts';
import { contentOf } from '../removal/removed.ts';

export const source: Verdict = {
  rule: 'delivery/source',
  severity: 'danger',
  promise: 'Where an Application follows another branch, repository or folder, and who may change it there',
  judge(change, before, after) {
    const [old, now] = applicationsOf(change, before, after) ?? [];
    if (!old || !now) return [];
    const sourcesOf = ({ sources }: ApplicationView) => sources.filter(({ chart }) => chart === undefined);
    return sourcesOf(now).map((one) => {
      const alike = (...fields: readonly string[]) =>
        sourcesOf(old).find((other) => fields.every((field) => other[field] === one[field]));
      const other = alike('path', 'repoURL') ?? alike('path') ?? alike('repoURL');
      return other && [ofSource(other, one), ofFolder(now, other, one, before, after)];
    });
  },
};

function ofSource(old: JsonObject, now: JsonObject): Said {
  const text = (one: JsonObject, field: string, fallback: string) => String(one[field] ?? fallback);
  const [branch, earlier] = [text(now, 'targetRevision', 'HEAD'), text(old, 'targetRevision', 'HEAD')];
  const found: Judgement[] = [];
  if (old['repoURL'] !== now['repoURL'] && sameRepository(text(old, 'repoURL', ''), text(now, 'repoURL', ''))) {
    found.push({ severity: 'info', message: 'the address of the repository is written in another way' });
  } else if (old['repoURL'] !== now['repoURL']) {
    found.push({
      message: `it follows another repository: ${text(now, 'repoURL', '')}, before ${text(old, 'repoURL', '')}; whoever may push there decides what runs`,
      remedy: 'check who owns it, and that its branch is protected',
    });
  }
  if (branch !== earlier && short(branch) === short(earlier)) {
    found.push({ severity: 'info', message: 'the branch is written in another way' });
  } else if (branch !== earlier) {
    const isCommit = /^[0-9a-f]{7,40}$/.test(branch);
    // Only Git knows; a version is what a tag looks like.
    const isTag = /^(refs\/tags\/|v?\d+\.\d+(\.\d+)?([-+.].*)?$)/.test(branch);
    found.push(
      isCommit || isTag
        ? {
            severity: 'warn',
            message: `it is held at one ${isTag ? `tag (${short(branch)})` : `commit (${branch.slice(0, 12)})`}: what is merged later does not arrive`,
            remedy: 'say until when, and who takes it back',
          }
        : {
            message: `it follows another revision: the branch ${short(branch)} instead of ${short(earlier)}; commits there reach the environment without the review of this branch`,
            remedy: 'merge into the branch that is followed, and protect it',
          },
    );
  }
  return found;
}

function ofFolder(view: ApplicationView, old: JsonObject, now: JsonObject, before: Tree, after: Tree): Said {
  if (old['path'] === now['path']) return ofDirectory(old, now);
  const kept = new Set(after.items.filter((one) => after.isIn(one, view)).map(({ key }) => key));
  const gone = before.of(view.name).filter(({ key, chart }) => chart === undefined && !kept.has(key));
  const other = after.applications.find(
    (one) => one.name !== view.name && view.folders.some((folder) => folder !== '' && one.folders.includes(folder)),
  );
  return [
    {
      message: `it follows another folder: ${now['path'] ?? '.'}, before ${old['path'] ?? '.'}; what is only in the old one${gone.length > 0 ? ` (${count(gone.length, 'object')})` : ''} ${view.sync.prune ? 'is deleted, or asked about' : 'stays, unmanaged'}`,
      ...(gone.length > 0 ? { why: contentOf(gone, []) } : {}),
      remedy: 'check that the new folder has all objects',
    },
    other && {
      message: `the Application ${other.name} applies the same folder: ${view.sync.options.includes('FailOnSharedResource=true') ? 'its sync fails, as two have one object (FailOnSharedResource)' : 'each takes the objects from the other, without end'}`,
      remedy: 'let one Application have a folder',
    },
  ];
}

/** What it leaves out is removed, and said as such. */
function ofDirectory(old: JsonObject, now: JsonObject): Said {
  const same = ['recurse', 'include', 'exclude', 'jsonnet'].every(
    (field) => JSON.stringify(at(old, `directory.${field}`)) === JSON.stringify(at(now, `directory.${field}`)),
  );
  if (same) return [];
  return { severity: 'info', message: 'which files of its folder it applies is decided in another way (directory)' };
}

function short(revision: string): string {
  return revision.replace(/^refs\/(heads|tags)\//, '');
}

/** With and without `.git`, a user or a final slash, by HTTPS or SSH. */
function sameRepository(one: string, other: string): boolean {
  const plain = (url: string) =>
    url
      .replace(/\/+$/, '')
      .replace(/\.git$/, '')
      .replace(/^(?:ssh:\/\/)?git@([^/:]+)(?::|\/)/, 'https://$1/')
      .replace(/^https?:\/\/[^@/]*@/, 'https://')
      .toLowerCase();
  return plain(one) === plain(other);
}

export const projectOf: Verdict = {
  rule: 'delivery/project',
  severity: 'warn',
  promise: 'Where an Application belongs to another project, with other rights',
  judge(change, before, after) {
    const [old, now] = applicationsOf(change, before, after) ?? [];
    if (!old || !now || old.project === now.project) return [];
    return {
      severity: now.project === 'default' ? 'danger' : 'warn',
      message: `it belongs to the project ${now.project}, before ${old.project}: ${now.project === 'default' ? 'that one allows everything' : 'what it may make, and where, is what that one allows'}`,
      remedy: 'check that the project is as narrow as the Application needs',
    };
  },
};
