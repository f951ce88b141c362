import { join } from 'node:path';
import ts from 'typescript';
import type { Ending } from './copy.ts';

/** The compiler on a folder that changes: what is as it was is neither read nor checked again. */
export class Types {
  readonly #folder: string;
  readonly #sources = new Map<string, { readonly text: string; readonly source: ts.SourceFile }>();
  #program: ts.SemanticDiagnosticsBuilderProgram | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  check(): Ending {
    const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
    const config = ts.getParsedCommandLineOfConfigFile(join(this.#folder, 'tsconfig.json'), {}, host);
    if (!config) return { ok: false, said: 'tsconfig.json cannot be read' };
    const { fileNames, options, errors } = config;
    this.#program = ts.createSemanticDiagnosticsBuilderProgram(fileNames, options, this.#host(options), this.#program);
    const found = [
      ...errors,
      ...this.#program.getOptionsDiagnostics(),
      ...this.#program.getSyntacticDiagnostics(),
      ...this.#program.getSemanticDiagnostics(),
    ];
    const format = { getCanonicalFileName: String, getCurrentDirectory: () => this.#folder, getNewLine: () => '\n' };
    return { ok: found.length === 0, said: ts.formatDiagnostics(found, format) };
  }

  #host(options: ts.CompilerOptions): ts.CompilerHost {
    const host = ts.createIncrementalCompilerHost(options);
    const read = host.getSourceFile;
    host.getSourceFile = (path, ...rest) => {
      const text = host.readFile(path);
      const known = this.#sources.get(path);
      if (text !== undefined && known?.text === text) return known.source;
      const source = read(path, ...rest);
      if (text !== undefined && source) this.#sources.set(path, { text, source });
      return source;
    };
    return host;
  }
}
