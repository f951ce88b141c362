import { App } from 'cdk8s';
import { addChart } from '../../charts/of-chart.ts';
import { withNamespaces } from '../../charts/platform.ts';
import { PlatformChart } from '../../charts/platform-chart.ts';
import { RootChart } from '../../charts/root.ts';
import { UserError } from '../../config/user-error.ts';
import { messageOf } from '../config/edit.ts';
import { platformConfig } from '../fixtures.ts';

class TooEarly extends PlatformChart {
  constructor(app: App, names: readonly string[]) {
    super(app, (names[0] as string).trim(), { namespace: 'example', project: 'platform' });
  }
}

class Halfway extends PlatformChart {
  constructor(app: App, problem: unknown) {
    super(app, 'halfway', { namespace: 'example', project: 'platform' });
    throw problem;
  }
}

describe("a mistake of a chart's author", () => {
  test('is reported with the chart and the place in the code, as something that a person can fix', () => {
    expect(() => addChart(new App(), Halfway, new TypeError('no such thing\nat all'))).toThrow(UserError);
    expect(messageOf(() => addChart(new App(), Halfway, new TypeError('no such thing\nat all')))).toMatch(
      /^chart 'halfway': test\/charts\/of-chart\.test\.ts:\d+:\d+: TypeError: no such thing$/,
    );
  });

  test('is reported with the class where the chart has no name yet', () => {
    expect(messageOf(() => addChart(new App(), TooEarly, []))).toMatch(
      /^chart 'TooEarly': test\/charts\/of-chart\.test\.ts:\d+:\d+: TypeError: Cannot read /,
    );
  });

  test('is not reported twice where the message says what to write instead', () => {
    expect(messageOf(() => addChart(new App(), Halfway, new UserError('x: is 1; use 2')))).toBe(
      "chart 'halfway': x: is 1; use 2",
    );
    expect(messageOf(() => addChart(new App(), Halfway, null))).toBe(
      "chart 'halfway': throws null; throw an Error instead",
    );
  });

  test('in a Helm value is reported with the name of its chart', () => {
    const app = new App();
    const chart = new PlatformChart(app, 'example', {
      namespace: 'example',
      podSecurity: 'restricted',
      project: 'platform',
      helm: { repoUrl: 'r', chart: 'c', version: '1.2.3', releaseName: 'example', values: { args: ['a', null] } },
    });
    expect(
      messageOf(
        () => new RootChart(app, platformConfig(), withNamespaces(app, platformConfig(), [{ wave: 1, chart }])),
      ),
    ).toBe(
      "chart 'example': Helm value args[1]: null in a list removes nothing and would be lost on the way; leave the item out",
    );
  });
});
