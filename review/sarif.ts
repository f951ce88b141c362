/** A finding as code scanning takes it. */
export interface SarifResult {
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly text: string;
  /** From the root of the repository. */
  readonly files: readonly { readonly file: string; readonly line?: number }[];
  /** Why somebody accepted it; absent where nobody did. */
  readonly accepted?: string;
}

interface SarifRule {
  readonly rule: string;
  readonly promise: string;
}

/** SARIF 2.1.0 of one tool. */
export function sarifLog(tool: string, rules: readonly SarifRule[], results: readonly SarifResult[]): string {
  const driver = {
    name: tool,
    rules: rules.map(({ rule, promise }) => ({ id: rule, shortDescription: { text: promise } })),
  };
  return JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [{ tool: { driver }, results: results.map(resultOf) }],
    },
    undefined,
    2,
  );
}

function resultOf({ rule, level, text, files, accepted }: SarifResult) {
  const locations = files.map(({ file, line = 1 }) => ({
    physicalLocation: { artifactLocation: { uri: file }, region: { startLine: line } },
  }));
  return {
    ruleId: rule,
    level,
    message: { text },
    ...(locations.length === 0 ? {} : { locations }),
    ...(accepted === undefined ? {} : { suppressions: [{ kind: 'external', justification: accepted }] }),
  };
}
