import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { browserArguments, ensureBrowser } from '../../scripts/lib/browser.mjs';
import type { ToPage } from '../../src/explorer/timeline/messages';
import { pageHtml } from '../../src/explorer/timeline/pageHtml';

const pages = join(import.meta.dirname, '..', '..', 'dist', 'pages');

/** Nothing answers there: what the page loads is given to it by the test. */
const address = 'http://timeline.invalid';

/** Colours of the editor's own themes, those that the page uses most. */
export const themes = {
  dark: {
    'editor-background': '#1f1f1f',
    foreground: '#cccccc',
    descriptionForeground: '#9d9d9d',
    'panel-border': '#2b2b2b',
    'charts-blue': '#3794ff',
    'charts-green': '#89d185',
    'charts-red': '#f14c4c',
    'charts-foreground': '#cccccc',
    'editorWarning-foreground': '#cca700',
    'editorCursor-foreground': '#aeafad',
    focusBorder: '#0078d4',
    'textLink-foreground': '#4daafc',
    'button-background': '#0078d4',
    'button-foreground': '#ffffff',
    'button-secondaryBackground': '#313131',
    'button-secondaryForeground': '#cccccc',
    'input-background': '#313131',
    'input-foreground': '#cccccc',
  },
  light: {
    'editor-background': '#ffffff',
    foreground: '#3b3b3b',
    descriptionForeground: '#3b3b3b',
    'panel-border': '#e5e5e5',
    'charts-blue': '#0063d3',
    'charts-green': '#388a34',
    'charts-red': '#e51400',
    'charts-foreground': '#3b3b3b',
    'editorWarning-foreground': '#bf8803',
    'editorCursor-foreground': '#000000',
    focusBorder: '#005fb8',
    'textLink-foreground': '#005fb8',
    'button-background': '#005fb8',
    'button-foreground': '#ffffff',
    'button-secondaryBackground': '#e5e5e5',
    'button-secondaryForeground': '#3b3b3b',
    'input-background': '#ffffff',
    'input-foreground': '#3b3b3b',
    'input-border': '#cecece',
  },
  'high-contrast': {
    'editor-background': '#000000',
    foreground: '#ffffff',
    descriptionForeground: '#ffffff',
    contrastBorder: '#6fc3df',
    'charts-blue': '#3794ff',
    'charts-green': '#89d185',
    'charts-red': '#f48771',
    'charts-foreground': '#ffffff',
    'editorWarning-foreground': '#ffd370',
    'editorCursor-foreground': '#ffffff',
    focusBorder: '#f38518',
    'textLink-foreground': '#21a6ff',
    'button-background': '#000000',
    'button-foreground': '#ffffff',
    'button-border': '#6fc3df',
    'button-secondaryBackground': '#000000',
    'button-secondaryForeground': '#ffffff',
    'input-background': '#000000',
    'input-foreground': '#ffffff',
  },
} as const satisfies Record<string, Record<string, string>>;

export type Theme = keyof typeof themes;

export interface PageOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly forcedColors?: boolean;
  /** What an earlier page of the same tab kept. */
  readonly state?: unknown;
}

/** The page alone in a browser, with the editor's side of it played by the test. */
export interface AlonePage {
  readonly page: Page;
  /** What the page has asked of the extension, the oldest first. */
  asked(): Promise<readonly unknown[]>;
  /** What the page keeps for a reload. */
  kept(): Promise<unknown>;
  tell(news: ToPage): Promise<void>;
  /** What went wrong in the page: errors, and what its policy has refused. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

let launched: Promise<Browser> | undefined;

async function launch(): Promise<Browser> {
  const { executablePath, env } = await ensureBrowser();
  return chromium.launch({ executablePath, env: { ...process.env, ...env }, args: browserArguments });
}

export async function closeBrowser(): Promise<void> {
  await (await launched)?.close();
  launched = undefined;
}

/** What VS Code puts into a page, as plain script: it runs in the browser. */
const editorSide = `
  window.asked = [];
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => { window.asked.push(JSON.parse(JSON.stringify(message))); },
    getState: () => window.kept,
    setState: (state) => { window.kept = state; },
  });`;

/** Puts the colours where the editor puts them. As an attribute the page's own policy would refuse them. */
async function putOn(page: Page, theme: Theme): Promise<void> {
  const values = {
    ...themes[theme],
    'font-family': 'system-ui, "DejaVu Sans", sans-serif',
    'font-size': '13px',
  };
  await page.evaluate(`
    for (const [name, value] of Object.entries(${JSON.stringify(values)})) {
      document.documentElement.style.setProperty('--vscode-' + name, value);
    }
    document.body.className = 'vscode-${theme}';`);
}

/** Opens the page for a bucket, in a time zone of its own: one that has no summer time in November. */
export async function openPage(options: PageOptions = {}): Promise<AlonePage> {
  const { theme = 'dark', width = 1000, height = 800, forcedColors = false, state } = options;
  launched ??= launch();
  const context = await (
    await launched
  ).newContext({
    viewport: { width, height },
    timezoneId: 'Europe/Berlin',
    forcedColors: forcedColors ? 'active' : 'none',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') faults.push(line.text());
  });
  const frame = {
    bucket: 'orders-prod',
    region: 'eu-west-1',
    script: `${address}/timeline.js`,
    style: `${address}/timeline.css`,
    styleSource: address,
    nonce: 'sample',
    language: 'en',
  };
  await page.route(`${address}/**`, (route) => {
    const file = new URL(route.request().url()).pathname.slice(1);
    if (file === '') return route.fulfill({ contentType: 'text/html', body: pageHtml(frame) });
    if (file === 'favicon.ico') return route.fulfill({ status: 204 });
    const contentType = file.endsWith('.css') ? 'text/css' : 'text/javascript';
    return route.fulfill({ contentType, body: readFileSync(join(pages, file), 'utf8') });
  });
  await page.addInitScript(`${editorSide} window.kept = ${state === undefined ? 'undefined' : JSON.stringify(state)};`);
  await page.goto(`${address}/`);
  await putOn(page, theme);
  return {
    page,
    faults,
    asked: () => page.evaluate<unknown[]>('window.asked'),
    kept: () => page.evaluate<unknown>('window.kept'),
    tell: async (news) => {
      await page.evaluate(`window.postMessage(${JSON.stringify(news)}, '*')`);
    },
    close: () => context.close(),
  };
}
