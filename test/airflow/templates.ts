/** The functions of External Secrets templates that the platform uses. */
const functions: Readonly<Record<string, (value: string) => string>> = {
  b64enc: (value) => Buffer.from(value).toString('base64'),
  toJson: (value) => JSON.stringify(value),
};

/** What External Secrets makes of a template: `{{ .key }}` and `{{ .key | function }}`, and an error for anything else. */
export function fillIn(template: string, properties: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{(.*?)\}\}/g, (_, expression: string) => {
    const [, name = '', pipe] = /^ \.(\w+)(?: \| (\w+))? $/.exec(expression) ?? [];
    const value = properties[name];
    const apply = pipe === undefined ? (text: string) => text : functions[pipe];
    if (value === undefined || apply === undefined) throw new Error(`cannot fill in {{${expression}}}`);
    return apply(value);
  });
}
