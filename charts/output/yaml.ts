import { DEFAULT_SCALAR_STYLE_RULES, dump, SCALAR_STYLE, type ScalarStyleRule, strTag } from 'js-yaml';

/**
 * One manifest as a YAML document: block style, no line folded, no anchor. Strings that any parser of YAML 1.1 or 1.2
 * would take for something else are quoted, and a null is written as `null`.
 */
export function toYaml(manifest: object): string {
  return dump(manifest, {
    lineWidth: -1,
    noRefs: true,
    scalarStyleRules: [refuseInfinite, refuseNothing, quoteAmbiguous, ...defaults],
  });
}

const defaults = Object.values(DEFAULT_SCALAR_STYLE_RULES);

/**
 * Strings that some parser reads as a number although js-yaml's rules for YAML 1.1 and 1.2 do not. Kubernetes' Go parser takes
 * Go's prefixes (`0X1F`, `0O17`) and drops every underscore before it tries a float (`1_0e3`); others read `.` and `e3` as one.
 */
const likeNumber = /^[-+]?([\d_]*\.?[\d_]*(e[-+]?\d[\d_]*)?|0[xob][\da-f_]*)$/i;

/** Go reads dates whose month or day has one digit (`2001-1-1`) and writes them back as timestamps. */
const likeDate = /^\d{4}-\d{1,2}-\d{1,2}/;

const quoteAmbiguous: ScalarStyleRule = (layout) => {
  const { tag, value } = layout.node;
  if (tag === strTag.tagName && (likeNumber.test(value) || likeDate.test(value))) {
    layout.style = SCALAR_STYLE.SINGLE_QUOTED;
  }
};

/** JSON has no such number, so the API server could not read it: almost always an `undefined` in a calculation. */
const refuseInfinite: ScalarStyleRule = ({ node: { tag, value } }) => {
  if (tag !== strTag.tagName && /^-?\.(nan|inf)$/.test(value)) {
    throw new Error(`a number is ${value === '.nan' ? 'NaN' : 'infinite'}; Kubernetes stores finite numbers only`);
  }
};

/**
 * What JavaScript writes where a value is missing: `apache/airflow:undefined` is an image that nobody meant, and `NaNGi` no
 * amount. As a word of its own it may be meant, as in a sentence.
 */
const before = String.raw`[:=/@-]\s?["']?|[_,("'[{<|$]`;
const after = String.raw`["'\s,;:/@.)\]}>|*%-]|$`;
const nothing = new RegExp(
  [
    String.raw`\[object [A-Z]\w*\]`,
    `(?<=^|${before}|[.])undefined(?=${after}|undefined)`,
    `(?<=${before})(?:NaN|Infinity)(?=${after})`,
    // An amount or a time: nothing else begins so.
    '(?<![A-Za-z])(?:undefined|NaN|Infinity)(?:[kKMGTPE]i?|ms?|s|h|d)(?![A-Za-z])',
  ].join('|'),
  'm',
);

const refuseNothing: ScalarStyleRule = ({ node: { tag, value } }) => {
  if (tag !== strTag.tagName) return;
  const found = nothing.exec(value);
  if (!found) return;
  throw new Error(`a text has '${found[0]}' where a value is missing: '${around(value, found.index)}'`);
};

function around(text: string, index: number): string {
  const line = text.slice(text.lastIndexOf('\n', index) + 1).split('\n')[0] ?? '';
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}
