import { UserError } from '../config/user-error.ts';

/** Properties of a secret, by name. They are never printed, and never an argument of a program. */
export type Values = Readonly<Record<string, string>>;

/**
 * What External Secrets makes of a template of this project: actions with a property, a text, `printf`, `b64enc` and `toJson`,
 * and `with index . "name"` for a property that may be absent.
 *
 * @throws UserError for an action that is none of these
 */
export function fillTemplate(template: string, values: Values): string {
  const optional = /\{\{ with index \. ("(?:[^"\\]|\\.)*") \}\}(.*?)\{\{ end \}\}/gs;
  const filled = template.replaceAll(optional, (_, name: string, inside: string) => {
    const value = values[JSON.parse(name)];
    return value ? inside.replaceAll('{{ . ', `{{ ${JSON.stringify(value)} `) : '';
  });
  return filled.replaceAll(/\{\{((?:"(?:[^"\\]|\\.)*"|[^}"])*)\}\}/g, (_, action: string) => evaluate(action, values));
}

function evaluate(action: string, values: Values): string {
  const [, inside] = /^ (.*) $/s.exec(action) ?? [];
  if (inside === undefined) throw unknown(action);
  const [first = '', ...functions] = inside.split(' | ');
  return functions.reduce(
    (value, name) => {
      if (name === 'b64enc') return Buffer.from(value).toString('base64');
      if (name === 'toJson') return JSON.stringify(value);
      throw unknown(action);
    },
    operand(first, action, values),
  );
}

function operand(text: string, action: string, values: Values): string {
  const [, format, argument = ''] = /^printf ("(?:[^"\\]|\\.)*") (.+)$/.exec(text) ?? [];
  if (format !== undefined)
    return (JSON.parse(format) as string).replace('%s', () => operand(argument, action, values));
  if (text.startsWith('"')) return JSON.parse(text) as string;
  const value = /^\.\w+$/.test(text) ? values[text.slice(1)] : undefined;
  if (value === undefined) throw unknown(action);
  return value;
}

function unknown(action: string): UserError {
  return new UserError(
    `dist: a template of an ExternalSecret says '{{${action}}}', which is not a property of its secret or more than can be evaluated here; run 'npm run synth'`,
  );
}
