/** Values of the example environments that nobody owns. Commands that touch AWS or Git refuse them. */
export const sample = {
  /** AWS reserves this account number for documentation. */
  accountId: '111122223333',
  repoUrl: 'https://github.com/example/airflow-on-eks.git',
  host: 'airflow.example.com',
  /** How the ARN of a certificate ends. */
  certificate: 'certificate/12345678-1234-1234-1234-123456789012',
  /** Reserved for documentation: with it as the only range, nobody reaches the Kubernetes API. */
  cidr: '203.0.113.0/24',
} as const;

/** How each owner in the sample CODEOWNERS begins. GitHub has no such organisation, and takes the path for one without owners. */
export const sampleOwner = '@example/';
