import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../model.ts';
import { countsOf, fates, headings, proofOf } from '../parts.ts';
import { terminal } from '../terminal.ts';

const style = read('page.css');
const script = read('page.js');

/**
 * One page that needs nothing else: no request leaves it, and its script makes elements of text only. The policy at its top
 * lets no other script run, whatever a manifest holds.
 */
export function html(report: Report): string {
  const data = { ...report, counts: countsOf(report), proofLine: proofOf(report), fates, headings };
  const policy = `default-src 'none'; script-src ${digest(script)}; style-src ${digest(style)}; base-uri 'none'; form-action 'none'`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(report.summary.headline)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<noscript><pre>${escaped(terminal(report))}</pre></noscript>`,
    // Not run: a page of data. `<` is the one letter that could end it.
    `<script type="application/json" id="report">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`,
    `<script type="module">${script}</script>`,
    '</body>',
    '</html>',
  ].join('\n');
}

function read(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}

function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}
