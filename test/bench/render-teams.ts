import { renderApp } from '../../charts/output/render.ts';
import { writeTree } from '../../charts/output/write.ts';
import { buildPlatform } from '../../charts/platform.ts';
import { checkEnvironments } from '../../config/check.ts';
import { prod } from '../../config/environments/prod.ts';

/** Checks, renders and writes one environment with many Spark teams. Arguments: how many, and the folder. Prints JSON. */
const [count = '', dist = ''] = process.argv.slice(2);

const [team] = prod.teams;
if (!team) throw new Error('the environment prod has no team to multiply');

const teams = Array.from({ length: Number(count) }, (_, index) => ({ ...team, name: `team-${index}` }));
const [config] = checkEnvironments([{ ...prod, teams }]);
if (!config) throw new Error('the check returned nothing');

const files = renderApp(buildPlatform(config), config.environment);
writeTree(dist, files);

export interface RenderedTeams {
  readonly objects: number;
  readonly peakMib: number;
}

const result: RenderedTeams = {
  objects: files.length,
  peakMib: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(result));
