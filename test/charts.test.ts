import { readdirSync } from 'node:fs';

/**
 * Every test of what the charts render, in one file: jest loads cdk8s anew for each test file, and each would render the
 * same environments again. They share one list of hooks too, so a hook in these modules stands inside a `describe`.
 */
for (const folder of ['charts', 'airflow', 'policy']) {
  for (const file of readdirSync(new URL(`./${folder}/`, import.meta.url)).sort()) await import(`./${folder}/${file}`);
}
