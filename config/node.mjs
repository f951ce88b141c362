// Starts a TypeScript file of the project: `node config/node.mjs <file> …`. Without a file it only looks at Node itself.
//
// This is the first code of every command, so it is JavaScript that a Node of many years ago can read: there neither
// TypeScript nor the tools of node_modules/ get as far as a message of their own.
import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old for this project; use 20.19 or newer, e.g. 'nvm install'`);
  // The cdk8s CLI prints a stack trace when its app fails. It fails in one line when the app leaves no output.
  const output = process.env.CDK8S_OUTDIR;
  process.exit(output && !existsSync(output) ? 0 : 1);
}

const [file] = process.argv.splice(2, 1);
if (file !== undefined) {
  const { join, resolve } = await import('node:path');
  process.argv[1] = resolve(file);
  if (process.argv[1].startsWith(join(import.meta.dirname, '../review/'))) {
    const { run } = await import('./bundle.mjs');
    await run(process.argv[1]);
  } else {
    const { pathToFileURL } = await import('node:url');
    const { register } = await import('tsx/esm/api');
    register();
    await import(pathToFileURL(process.argv[1]).href);
  }
}
