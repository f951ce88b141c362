import { parse } from 'yaml';
import { toYaml } from '../../charts/output/yaml.ts';

/** Strings that some parser of YAML 1.1, YAML 1.2 or Go takes for a boolean, a number, a date, a null or syntax. */
const tricky = [
  ...['on', 'off', 'y', 'Y', 'n', 'no', 'No', 'NO', 'yes', 'true', 'TRUE', 'False', 'tRue'],
  ...['0775', '08', '00', '0o17', '0O17', '0x1F', '0X1F', '-0x1f', '0b11', '0B11', '0_7', '0__7', '0x', '0b2', '0o8'],
  ...[
    '1e3',
    '1E3',
    '1e+3',
    '1_000',
    '1_0e3',
    '1_0.5',
    '1_',
    '_1',
    '1,000',
    '+1',
    '-1',
    '-0',
    '1.5',
    '.5',
    '5.',
    '1.22',
  ],
  ...['.', '..', '...', '._', '-.', '.e1', '.1e1', '1.e1', 'e3', 'e', '1e', '+', '-', '.inf', '+.inf', '.NaN', 'NaN'],
  ...['12:30:45', '1:30', '190:20:30.15', '2001-01-01', '2001-1-1', '2001-12-14t21:59:43.10-05:00', '2026-11-21 10:00'],
  ...['123456789012', '012345678901', '000000000001', '111122223333', '1.22.0', '10.0.0.0/16', '500m', '2Gi'],
  ...[
    '',
    '~',
    'null',
    'Null',
    'NULL',
    '=',
    '<<',
    '- a',
    '-',
    '?',
    '? a',
    ':',
    'a: b',
    'a:',
    'a #b',
    '#a',
    '---',
    '--- a',
  ],
  ...['@a', '`a', '%a', '!a', '!!str', '&a', '*a', '|', '>', '{a}', '[a]', 'a, b', "it's", '"q"', '{{ .x }}', '\\n'],
  ...[
    ' a',
    'a ',
    '\ta',
    'a\tb',
    ' ',
    '\n',
    '\n\n',
    'a\nb',
    'a\nb\n',
    'a\nb\n\n',
    '\n\na',
    'a \nb',
    '  a\n b',
    'a\r\nb',
  ],
  ...['é', '日本', '\u{1f600}', '\u0000', '\u0007', '\u007f', '\u0085', '\u00a0', '\u2028', '\ufeffa', '\ud800'],
  ...['word '.repeat(60).trim(), `${'x'.repeat(300)} y`, '[databases]\nairflow = host={{ .host }}  \n\n  # end\n'],
];

describe('a string in a manifest', () => {
  for (const version of ['1.1', '1.2'] as const) {
    test.each(tricky)(`is the same string to a YAML ${version} parser: %j`, (value) => {
      const text = toYaml({ data: { value, [`${value}`]: 'key', list: [value, { value }] } });
      const read = parse(text, { version, merge: true, uniqueKeys: true });

      expect(read).toEqual({ data: { value, [`${value}`]: 'key', list: [value, { value }] } });
    });
  }

  test.each(['0X1F', '0O17', '0B11', '1_0e3', '2001-1-1', '.', 'e3'])(
    'is quoted where only the parser of Kubernetes or PyYAML would misread it: %s',
    (value) => expect(toYaml({ value })).toBe(`value: '${value}'\n`),
  );

  test.each(['1.22.0', '10.0.0.0/16', '500m', '2Gi', 'v20261112', 'm7i.large', 'airflow', 'e', '3.3.2-python3.12'])(
    'is not quoted without need: %s',
    (value) => expect(toYaml({ value })).toBe(`value: ${value}\n`),
  );

  test('is never folded, whatever its length', () => {
    const value = 'word '.repeat(200).trim();
    expect(toYaml({ value })).toBe(`value: ${value}\n`);
  });
});

describe('other values in a manifest', () => {
  test('are plain integers also beyond a million', () => {
    const numbers = [1_000_000, 123_456_789_012, Number.MAX_SAFE_INTEGER, -1_000_000];
    expect(toYaml({ numbers })).toBe(`numbers:\n${numbers.map((number) => `  - ${number}\n`).join('')}`);
  });

  test('keep a null, because Helm reads it as "remove the default"', () => {
    expect(toYaml({ limits: null, list: [null] })).toBe('limits: null\nlist:\n  - null\n');
  });

  test('keep empty maps and lists', () => {
    expect(toYaml({ podSelector: {}, ingress: [] })).toBe('podSelector: {}\ningress: []\n');
  });

  test('are written out twice instead of as an anchor and a reference', () => {
    const labels = { app: 'airflow' };
    expect(toYaml({ a: labels, b: labels })).toBe('a:\n  app: airflow\nb:\n  app: airflow\n');
  });

  test.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'infinite'],
    [Number.NEGATIVE_INFINITY, 'infinite'],
  ])('are refused where JSON has no such number: %d', (cpu, word) => {
    expect(() => toYaml({ cpu })).toThrow(`a number is ${word}; Kubernetes stores finite numbers only`);
  });
});

describe('a text with what JavaScript writes for a missing value', () => {
  test.each([
    ['apache/airflow:undefined', "a text has 'undefined' where a value is missing: 'apache/airflow:undefined'"],
    ['undefined', "a text has 'undefined'"],
    ['s3://undefined/logs', "a text has 'undefined'"],
    ['first\nkey = NaN\nlast', "a text has 'NaN' where a value is missing: 'key = NaN'"],
    ...[
      'arn:aws:s3:::undefined*',
      'max(undefined)',
      '["undefined"]',
      'p=NaN%',
      'undefinedundefined',
      'a|undefined',
    ].map((text): [string, string] => [text, `where a value is missing: '${text}'`]),
    ['undefinedGi', "a text has 'undefinedGi'"],
    ['--timeout=NaNms', "a text has 'NaNms'"],
    ['Infinityh', "a text has 'Infinityh'"],
    ['dags.undefined.example.com', "a text has 'undefined'"],
    ['[object Object]', "a text has '[object Object]'"],
    ['a: [object Array]', "a text has '[object Array]'"],
  ])('is refused: %j', (text, message) => {
    expect(() => toYaml({ spec: { text } })).toThrow(message);
  });

  test.each([
    'an undefined value is refused',
    'if x == undefined_name',
    'NaNny',
    'Infinity',
    '{{ value == "undefinedMetric" }}',
    'behaviour: is undefined here?',
    'object',
  ])('is written where it is a word like another: %j', (text) => {
    expect(toYaml({ text })).toContain(text);
  });
});
