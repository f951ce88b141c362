import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { html } from '../../review/report/html/html.ts';
import { application, draft } from '../review/compare/trees.ts';
import { reportOf } from '../review/report/reports.ts';

const hostile = '<img src=x onerror="document.title=1">';
const settings = (name: string, data: object) => draft('ConfigMap', { metadata: { name }, data });
const quota = (cpu: string) => draft('ResourceQuota', { spec: { hard: { 'requests.cpu': cpu } } });
const wave = (number: string) => ({ annotations: { 'argocd.argoproj.io/sync-wave': number } });
const report = reportOf(
  [
    application('cart', {}, wave('5')),
    draft('Namespace', { metadata: { name: 'team' } }),
    settings('settings', { text: 'one\ntwo\nthree' }),
    { ...settings('of-cart', { a: '1' }), folder: 'cart' },
    quota('1'),
  ],
  [
    application('cart', {}, wave('5')),
    settings('settings', { text: `one\n${hostile}\nthree` }),
    { ...settings('of-cart', { a: '2' }), folder: 'cart' },
    quota('1000m'),
  ],
);

const folder = mkdtempSync(join(tmpdir(), 'report-page-'));
const file = join(folder, 'report.html');
let browser: Browser;
let page: Page;
const problems: string[] = [];
const requests: string[] = [];

beforeAll(async () => {
  writeFileSync(file, html(report));
  browser = await chromium.launch({
    executablePath: process.env['BROWSER_FILE'] ?? '',
    // A browser in a container runs as root, and this one opens a page of our own only.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

async function open(options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const opened = await browser.newPage(options);
  opened.on('pageerror', ({ message }) => problems.push(message));
  opened.on('console', (message) => problems.push(message.text()));
  opened.on('request', (request) => requests.push(request.url()));
  await opened.goto(pathToFileURL(file).href);
  return opened;
}

beforeEach(async () => {
  page = await open({ viewport: { width: 1280, height: 900 } });
});
afterEach(() => page.close());

const shown = () => page.getByRole('status').textContent();
const changes = () => page.locator('.change');

test('shows the answer, the counts, each finding and each change', async () => {
  expect(await page.locator('h1').textContent()).toBe(report.summary.headline);
  expect(await page.locator('article').count()).toBe(report.findings.length);
  expect(await changes().count()).toBe(3);
  expect(await page.locator('.counts').textContent()).toContain('1 danger');
});

test('asks for nothing from elsewhere, and runs no text of a manifest', async () => {
  await changes().filter({ hasText: 'shop/settings' }).locator('summary').click();
  expect(await page.locator('td.new', { hasText: hostile }).count()).toBe(1);
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.title()).toBe(report.summary.headline);
  expect(problems).toEqual([]);
  expect(new Set(requests)).toEqual(new Set([pathToFileURL(file).href]));
});

test('puts the lines of both sides side by side', async () => {
  await changes().filter({ hasText: 'shop/settings' }).locator('summary').click();
  const rows = await page.locator('.change tr.pair').allInnerTexts();
  expect(rows.map((row) => row.split('\t').map((cell) => cell.trim()))).toEqual([
    ['one', 'one'],
    ['two', hostile],
    ['three', 'three'],
  ]);
  const [left, right] = [page.locator('td.old').first(), page.locator('td.new').first()];
  expect((await left.boundingBox())?.y).toBe((await right.boundingBox())?.y);
});

test('finds what somebody searches, by keys alone', async () => {
  await page.keyboard.press('/');
  await page.keyboard.type('of-cart');
  expect(await changes().count()).toBe(1);
  await page.keyboard.press('Escape');
  expect(await changes().count()).toBe(3);
});

test('goes from item to item with j and k, and opens one with Enter', async () => {
  const first = report.findings.length + 1;
  for (let step = 0; step < first; step += 1) await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  expect(await page.locator('details.change[open]').count()).toBe(1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('k');
  expect(await page.locator('details.change[open]').count()).toBe(0);
  expect(await page.locator(':focus').count()).toBe(1);
});

test('shows one Application of the tree of waves, and all again', async () => {
  const cart = page.getByRole('button', { name: /cart/ });
  await cart.click();
  expect(await changes().count()).toBe(1);
  expect(await page.locator('nav').textContent()).toMatch(/Wave 5\s*cart \(1\)/);
  await page.getByRole('button', { name: 'All Applications' }).click();
  expect(await changes().count()).toBe(3);
});

test('filters by severity and by environment, and shows what means nothing on request', async () => {
  await page.getByLabel('Danger').uncheck();
  expect(await page.locator('article.danger').count()).toBe(0);
  await page.getByLabel('Environment').selectOption('prod');
  expect(await shown()).toMatch(/3 changes$/);
  await page.getByLabel('what means nothing').check();
  expect(await shown()).toMatch(/4 changes$/);
});

test('fits a phone: nothing is wider than the screen, and the sides stand below each other', async () => {
  const phone = await open({ viewport: { width: 360, height: 740 } });
  await phone.locator('.change', { hasText: 'shop/settings' }).locator('summary').click();
  expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  const [left, right] = [phone.locator('td.old').first(), phone.locator('td.new').first()];
  expect((await right.boundingBox())?.y ?? 0).toBeGreaterThan((await left.boundingBox())?.y ?? 0);
  await phone.close();
});

test('is dark where the person wants that', async () => {
  const dark = await open({ colorScheme: 'dark' });
  const background = (where: Page) => where.evaluate('getComputedStyle(document.body).backgroundColor');
  expect(await background(page)).toBe('rgb(255, 255, 255)');
  expect(await background(dark)).toBe('rgb(13, 17, 23)');
  await dark.close();
});

test('without JavaScript is the report as text', async () => {
  const plain = await open({ javaScriptEnabled: false });
  expect(await plain.locator('noscript').textContent()).toContain(report.summary.headline);
  await plain.close();
});
