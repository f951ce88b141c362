// Starts a TypeScript file that has hundreds of others behind it. esbuild makes one script of them, in memory, in a third of
// the CPU time that tsx needs to load each. The script is CommonJS, so a file that is started here has no top-level await.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import { build, stop } from 'esbuild';

/** A file goes on knowing its own place. */
const places = {
  name: 'places',
  setup: (bundler) =>
    bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const own = { dirname: dirname(path), url: pathToFileURL(path).href };
      const text = readFileSync(path, 'utf8');
      return {
        loader: 'ts',
        contents: text.replace(/import\.meta\.(dirname|url)\b/g, (_, key) => JSON.stringify(own[key])),
      };
    }),
};

/** @param {string} file its absolute path */
export async function run(file) {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: `node${process.versions.node}`,
    format: 'cjs',
    // A script that was compiled here has no way to import(): a package that is loaded late is required late.
    supported: { 'dynamic-import': false },
    write: false,
    logLevel: 'silent',
    plugins: [places],
  });
  await stop();
  const script = compileFunction(outputFiles[0].text, ['require', 'module'], { filename: `${file}.bundle` });
  script(createRequire(file), {});
}
