import { X509Certificate } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import type * as zod from 'zod';
import { isObject, type Json } from '../imports/json.ts';
import { regions } from './regions.ts';
import { nearest } from './suggest.ts';
import { z } from './zod.ts';

/**
 * Field types that several parts of the config share. Each message says what to type instead, so that it can follow
 * both "is missing;" and "is not valid;".
 */

/** A string of one form. */
export const text = (form: RegExp, rule: string) => z.string(rule).regex(form, rule);

/** Yes or no, without quotes. */
export const flag = z.boolean('use true or false, without quotes');

/** RFC 1123 label: what Kubernetes accepts as the name of a namespace or pool. */
export const dnsLabel = (most = 63, reason = 'Kubernetes allows no more in a name') =>
  text(
    /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
    "use lower-case letters, digits and '-', starting with a letter and not ending with '-', e.g. 'risk-models'",
  ).max(most, `use at most ${most} characters, because ${reason}`);

/** Value of a Kubernetes label. */
export const labelValue = (example: string) =>
  text(
    /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/,
    `use letters, digits, '-', '_' and '.', starting and ending with a letter or digit, as in a label value, e.g. '${example}'`,
  ).max(63, 'use at most 63 characters, because Kubernetes allows no more in a label value');

/** A whole number within bounds. `example` is the value an error message suggests. */
export const count = (min: number, max: number, example: number) => {
  const rule = `use a whole number from ${min} to ${max}, e.g. ${example}`;
  return z.number(rule).int(rule).min(min, rule).max(max, rule);
};

/** Twelve digits, as a string: a number would lose leading zeros. */
export const awsAccountId = text(/^\d{12}$/, "use an AWS account number of 12 digits in quotes, e.g. '111122223333'");

/** The form alone would let a misspelt region through, and AWS would be the first to notice. */
export const region = z.string({ error: regionRule }).refine((value) => regions.includes(value), { error: regionRule });

function regionRule({ input }: { readonly input?: unknown }): string {
  const meant = nearest(input, regions);
  return meant === undefined ? "use a region of config/regions.ts, e.g. 'eu-west-1'" : `did you mean '${meant}'?`;
}

const cidrRule = "use an IPv4 network, e.g. '203.0.113.0/24'";

/** An IPv4 network in CIDR notation whose host bits are zero. */
export const cidr = z
  .string(cidrRule)
  .refine((value) => ipaddr.IPv4.isValidCIDRFourPartDecimal(value), { error: cidrRule, abort: true })
  .superRefine((value, context) => {
    const network = `${ipaddr.IPv4.networkAddressFromCIDR(value)}/${value.split('/')[1]}`;
    if (network !== value)
      context.addIssue({ code: 'custom', message: `the host part must be zero; did you mean '${network}'?` });
  });

/** A list that names nothing twice. */
export const distinct = <Item extends zod.ZodType>(list: zod.ZodArray<Item>, what: string) =>
  list.refine((items) => new Set(items).size === items.length, `name each ${what} once`);

/** Address ranges that may connect. Each is a rule of a security group or of EKS, which take none twice. */
export const allowedCidrs = (most: number, why: string) =>
  distinct(z.array(cidr), 'address range')
    .min(1, "use at least one address range, e.g. '203.0.113.0/24'")
    .max(most, `use at most ${most} address ranges, because ${why}`);

/** A network, or the name of a namespace. */
export const networkOrNamespace = z
  .string("use an address range, e.g. '10.43.0.0/16', or a namespace, e.g. 'hive'")
  .superRefine((value, context) => {
    const form = /[./:]/.test(value) ? cidr : dnsLabel();
    for (const { message } of form.safeParse(value).error?.issues ?? []) context.addIssue({ code: 'custom', message });
  });

const gitPath = '([\\w.~+/-]|%[0-9A-Fa-f]{2})+';
const gitHttps = `https://[\\w.-]+(:\\d+)?/${gitPath}`;
const gitSsh = `(ssh://\\w[\\w.-]*@\\w[\\w.-]*(:\\d+)?/|\\w[\\w.-]*@\\w[\\w.-]*:(?!//))${gitPath}`;
const gitHttpsRule =
  "use an HTTPS address without user or password, e.g. 'https://github.com/example/airflow-on-eks.git'";

const gitAddress = (forms: string, rule: string) => {
  const form = new RegExp(`^(${forms})$`);
  const spaced = (input: unknown) => (typeof input === 'string' ? input.replaceAll(' ', '%20') : '');
  const error = ({ input }: { readonly input?: unknown }) =>
    form.test(spaced(input)) ? `did you mean '${spaced(input)}'?` : rule;
  return z.string(rule).regex(form, { error });
};

/** HTTPS address of a Git repository, with spaces as `%20`. No credentials: they would end up in Git. */
export const gitUrl = gitAddress(gitHttps, gitHttpsRule);

/** Address of a repository that asks for credentials: HTTPS, or SSH in both of Git's forms, with the user that the host names. */
export const gitRemote = gitAddress(
  `${gitHttps}|${gitSsh}`,
  `${gitHttpsRule}, or an SSH address, e.g. 'git@github.com:example/airflow-on-eks.git'`,
);

/** A line of `known_hosts`, with the host in plain text. */
export const knownHost = text(
  /^[\w.,[\]:-]+ (ssh-|ecdsa-|sk-)[\w.@-]+ [A-Za-z0-9+/]+=*( .*)?$/,
  "use a line of 'ssh-keyscan <host>': host, type and key, e.g. 'git.example.com ssh-ed25519 AAAA…'",
);

/** Branch or tag, by the rules of `git check-ref-format`: Git would refuse others, or take them for an option. */
export const gitRef = (rule: string) =>
  text(/^[\w./-]+$/, rule).refine(
    (ref) =>
      !ref.includes('..') && !ref.endsWith('.') && ref.split('/').every((part) => /^[^.-](?!.*\.lock$)/.test(part)),
    rule,
  );

const imageRule = "use an image with a tag or digest, e.g. 'apache/spark:4.0.4'";

/** A part of a name between two slashes: words with `.`, `_`, `__` or hyphens between them. */
const imagePart = '[A-Za-z0-9]+((\\.|__?|-+)[A-Za-z0-9]+)*';
const imageForm = new RegExp(
  `^(?=.*:[^/]*$)${imagePart}(:\\d+(?=/))?(/${imagePart})*(:\\w[\\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$`,
);

/** Container image with a tag or a digest. Only a registry may have upper-case letters. */
export const image = z
  .string(imageRule)
  .regex(imageForm, imageRule)
  .superRefine((value, context) => {
    const [, registry = '', path = '', tag = ''] = /^((?:[^/]*[.:][^/]*|localhost)\/)?([^:@]+)(.*)$/.exec(value) ?? [];
    const lower = `${registry}${path.toLowerCase()}${tag}`;
    if (lower !== value) context.addIssue({ code: 'custom', message: `did you mean '${lower}'?` });
  });

/** What a machine or an image runs, as nodes call it. */
export const architecture = z.enum(['amd64', 'arm64']);

/** Every architecture that an image has. */
export const architectures = distinct(z.array(architecture), 'architecture').min(
  1,
  "use at least one architecture, e.g. ['amd64', 'arm64']",
);

/** A switch that is on or absent. */
export const on = z.literal(true, 'use true, or leave the field out').optional();

const isMap = (value: unknown) => isObject(value as Json);

/** An object whose fields a type knows when they are written, and another check when they are read. */
export const object = <T extends object>(rule: string) => z.custom<T>(isMap, rule);

/** For a rule about fields beside each other: also where one of them is wrong, as all problems are reported at once. */
export const alsoWhereOneIsWrong = ({ value }: { readonly value: unknown }) => isMap(value);

/** Entries by name, of which there is at least one. */
export const someEntries = <Value extends zod.ZodType>(value: Value, rule: string) =>
  z.record(z.string(), value, rule).refine((given) => Object.keys(given).length > 0, rule);

/** IAM role by name, with its path: those of IAM Identity Center have one. */
export const roleName = text(
  /^([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
  "use the name (not the ARN) of an IAM role, with its path if it has one, e.g. 'platform-admin'",
);

export const hostName = text(
  /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/,
  "use a DNS name, e.g. 'airflow.example.com'",
).max(128, 'use at most 128 characters, because a load balancer knows no longer host');

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const weekday = `(${weekdays.join('|')})`;

/** Cron counts from Sunday, and Karpenter takes no pool whose range goes beyond Saturday. */
function withinWeek(days: string): string {
  return days.replaceAll(new RegExp(`${weekday}-${weekday}`, 'g'), (range, from: string, to: string) => {
    if (weekdays.indexOf(from) < weekdays.indexOf(to)) return range;
    if (from === to) return from;
    return `${from === 'sat' ? from : `${from}-sat`},${to === 'sun' ? to : `sun-${to}`}`;
  });
}

/** Hours of the week in UTC, because Karpenter knows no other time: those of Seoul's working day begin on Sunday at 21. */
export const weeklyHours = z.strictObject({
  /** Days on which the hours begin, as in cron: `mon-fri`, `sun-thu`, `mon,wed`. */
  days: text(
    new RegExp(`^${weekday}(-${weekday})?(,${weekday}(-${weekday})?)*$`),
    "use weekdays as in cron, e.g. 'mon-fri' or 'sun-thu'",
  ).superRefine((days, context) => {
    const within = withinWeek(days);
    if (within !== days)
      context.addIssue({ code: 'custom', message: `a week of cron begins on Sunday; did you mean '${within}'?` });
  }),
  /** Hour in UTC at which they begin. */
  startHourUtc: count(0, 23, 6),
  /** How many there are. They may go on into the next day. */
  hours: count(1, 23, 12),
});

export const kmsKeyArn = text(
  /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/(mrk-)?[0-9a-f-]{32,36}$/,
  "use the ARN of a key (not of an alias), e.g. 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012'",
);

const caRule =
  "use the text of the root certificates, '-----BEGIN CERTIFICATE-----' to '-----END CERTIFICATE-----', without a key";

/** Whether all of it are certificates that may sign others. */
function areRoots(text: string): boolean {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  const rest = blocks.reduce((left, block) => left.replace(block, ''), text);
  if (blocks.length === 0 || rest.trim() !== '') return false;
  try {
    return blocks.every((block) => new X509Certificate(block).ca);
  } catch {
    return false;
  }
}

/** Certificates that may sign others, as text in PEM. */
export const rootCertificates = (most: number, tooLong: string) =>
  z
    .string(caRule)
    .max(most, tooLong)
    .refine(
      (text) => !/PRIVATE KEY/.test(text),
      'take the private key out, which would be in Git, and make another one',
    )
    .refine(areRoots, caRule);
