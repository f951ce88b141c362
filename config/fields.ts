import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** Field types that several parts of the config share. Each message says what to type instead. */

/** RFC 1123 label: what Kubernetes accepts as the name of a namespace or pool. */
export const dnsLabel = z
  .string()
  .regex(
    /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
    "use lower-case letters, digits and '-', starting with a letter, e.g. 'risk-models'",
  );

/** A whole number within bounds. `example` is the value an error message suggests. */
export const count = (min: number, max: number, example: number) => {
  const rule = `is a whole number from ${min} to ${max}, e.g. ${example}`;
  return z.number(rule).int(rule).min(min, rule).max(max, rule);
};

/** Twelve digits, as a string: a number would lose leading zeros. */
export const awsAccountId = z
  .string()
  .regex(/^\d{12}$/, "is an AWS account number of 12 digits in quotes, e.g. '111122223333'");

export const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "is an AWS region, e.g. 'eu-west-1'");

/** An IPv4 network in CIDR notation whose host bits are zero. */
export const cidr = z.string().superRefine((value, context) => {
  const message = cidrProblem(value);
  if (message) context.addIssue({ code: 'custom', message });
});

function cidrProblem(value: string): string | undefined {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(value)) return "is an IPv4 network, e.g. '203.0.113.0/24'";
  const [, bits] = value.split('/');
  const network = `${ipaddr.IPv4.networkAddressFromCIDR(value)}/${bits}`;
  return network === value ? undefined : `has host bits set; did you mean '${network}'?`;
}

/** HTTPS address of a Git repository. No credentials: they would end up in Git. */
export const gitUrl = z
  .string()
  .regex(
    /^https:\/\/[\w.-]+(:\d+)?\/[\w./-]+$/,
    "is an HTTPS address without user or password, e.g. 'https://github.com/example/airflow-on-eks.git'",
  );

export const hostName = z
  .string()
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, "is a DNS name, e.g. 'airflow.example.com'");
