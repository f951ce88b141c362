import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Makes folders with the files that it is given; all are gone when the test file has run. */
export function checkouts(): (files: Readonly<Record<string, string>>) => string {
  const folder = temporaryFolder();
  return (files) => {
    const checkout = mkdtempSync(join(folder, 'checkout-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(checkout, path)), { recursive: true });
      writeFileSync(join(checkout, path), text);
    }
    return checkout;
  };
}
