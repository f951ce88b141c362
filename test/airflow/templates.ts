/** The functions of External Secrets templates that the platform uses. */
const functions: Readonly<Record<string, (value: string) => string>> = {
  b64enc: (value) => Buffer.from(value).toString('base64'),
  toJson: (value) => JSON.stringify(value),
};

/**
 * What External Secrets makes of a template: `{{ .key }}` and `{{ .key | function }}`, the same of `.` within
 * `{{ with index . "key" }}…{{ end }}`, which is left out where there is no such key, `{{ printf "%s\n" .key | function }}`,
 * and an error for anything else.
 */
export function fillIn(template: string, properties: Readonly<Record<string, string>>): string {
  const withOptional = template.replaceAll(
    /\{\{ with index \. "(\w+)" \}\}(.*?)\{\{ end \}\}/g,
    (_, name: string, inner: string) => (properties[name] ? inner.replaceAll('{{ . |', `{{ .${name} |`) : ''),
  );
  return withOptional.replaceAll(/\{\{(.*?)\}\}/g, (_, expression: string) => {
    const [, line, name = '', pipe] = /^ (printf "%s\\n" )?\.(\w+)(?: \| (\w+))? $/.exec(expression) ?? [];
    const value = line && properties[name] !== undefined ? `${properties[name]}\n` : properties[name];
    const apply = pipe === undefined ? (text: string) => text : functions[pipe];
    if (value === undefined || apply === undefined) throw new Error(`cannot fill in {{${expression}}}`);
    return apply(value);
  });
}
