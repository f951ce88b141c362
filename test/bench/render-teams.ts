import { renderApp } from '../../charts/output/render.ts';
import { writeTree } from '../../charts/output/write.ts';
import { buildPlatform } from '../../charts/platform.ts';
import { checkEnvironments } from '../../config/check.ts';
import { prodLike } from '../support/configs.ts';

/** Checks, renders and writes one environment with many Spark teams. Arguments: how many, and the folder. Prints JSON. */
const [count = '', dist = ''] = process.argv.slice(2);

const teams = Array.from({ length: Number(count) }, (_, index) => ({ ...prodLike.teams[0], name: `team-${index}` }));
const [config] = checkEnvironments([{ ...prodLike, teams }]);
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
