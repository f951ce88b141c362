import type * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { RemovalPolicy, SecretValue } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { PlatformSecret } from '../../config/secrets.ts';

/**
 * One secret for each row of `platformSecrets`. Secrets Manager makes the values, so none is in a template or in Git.
 * They are kept on delete: a new Fernet key could not read what the old one encrypted.
 */
export class GeneratedSecrets extends Construct {
  private readonly databaseSecret: secretsmanager.Secret | undefined;

  constructor(
    scope: Construct,
    id: string,
    { secrets, key }: { readonly secrets: readonly PlatformSecret[]; readonly key: kms.IKey | undefined },
  ) {
    super(scope, id);
    for (const { remoteName, source } of secrets) {
      const secret = new secretsmanager.Secret(this, secretId(remoteName), {
        secretName: remoteName,
        ...(key ? { encryptionKey: key } : {}),
        removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        ...secretValue(source),
      });
      if (source.kind === 'rds') this.databaseSecret = secret;
    }
  }

  /** User and password of the RDS instance. */
  ofDatabase(): secretsmanager.Secret {
    if (!this.databaseSecret) throw new Error("no secret has the source 'rds', but the database is on RDS");
    return this.databaseSecret;
  }
}

/** `airflow-dev/airflow/db` becomes `airflow-db`. */
function secretId(remoteName: string): string {
  return remoteName.split('/').slice(1).join('-');
}

function secretValue(source: PlatformSecret['source']): Partial<secretsmanager.SecretProps> {
  switch (source.kind) {
    case 'generated':
      return { generateSecretString: generated(source.property, source.length, source.fixed ?? {}) };
    case 'rds':
      // The attachment to the instance adds host, port and dbname (cluster/data/database.ts).
      return { generateSecretString: generated('password', 32, { username: 'airflow' }) };
    case 'by-hand':
      // Empty on purpose. CloudFormation writes a value only when the template's changes, so what people fill in stays.
      return {
        secretObjectValue: Object.fromEntries(
          source.properties.map((property) => [property, SecretValue.unsafePlainText('')]),
        ),
      };
  }
}

/** Letters and digits only: the values go into URLs, INI files and JSON without escaping. */
function generated(
  property: string,
  length: number,
  fixed: Readonly<Record<string, string>>,
): secretsmanager.SecretStringGenerator {
  return {
    secretStringTemplate: JSON.stringify(fixed),
    generateStringKey: property,
    passwordLength: length,
    excludePunctuation: true,
  };
}
