import { fillTemplate } from '../../../ops/secret-template.ts';

describe('a template of an ExternalSecret', () => {
  test.each([
    ['a property', '{{ .username }}:{{ .password }}@host', 'ada:p"w@host'],
    ['base64', '{{ .username | b64enc }}', 'YWRh'],
    ['JSON', '{"password":{{ .password | toJson }}}', '{"password":"p\\"w"}'],
    ['a line end', '{{ printf "%s\\n" .password | toJson }}', '"p\\"w\\n"'],
    ['braces', '{{ "{{" }} ds }}', '{{ ds }}'],
    ['an optional property that is there', 'a{{ with index . "username" }},{{ . | b64enc }}{{ end }}', 'a,YWRh'],
    ['an optional property that is absent', 'a{{ with index . "nobody" }},{{ . | b64enc }}{{ end }}', 'a'],
  ])('with %s becomes what External Secrets makes of it', (_, template, made) => {
    expect(fillTemplate(template, { username: 'ada', password: 'p"w' })).toBe(made);
  });

  test.each(['{{ .nobody }}', '{{ .username | upper }}', '{{- .username }}'])(
    '%s is refused by its own words',
    (template) => {
      expect(() => fillTemplate(template, { username: 'ada' })).toThrow(`says '${template}'`);
    },
  );
});
