import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is gone when the test file has run. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'airflow-on-eks-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
