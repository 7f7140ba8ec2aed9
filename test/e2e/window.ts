import { copyFileSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errors, type Locator, type Page } from 'playwright-core';
import { openWebEditor, type WebEditorOptions } from '../../scripts/lib/webEditor.mjs';

const root = join(import.meta.dirname, '..', '..');
const screenshots = join(root, '.vscode-test', 'screenshots');

/** Where the pictures of the README are. */
const published = join(root, 'media', 'screenshots');

/** How often, and how long each time in milliseconds, something is tried that a window may not be ready for. */
const attempts = 5;
const shortPatience = 4000;

/** What a picture is for. Only those for the README are kept with the sources. */
export type PictureUse = 'for the README' | 'for this run';

/** A window of VS Code in a browser, in the words of the person who uses it. */
export interface EditorWindow {
  readonly page: Page;
  /** The folder the window shows. */
  readonly workspace: string;
  /** Where its server keeps settings and state. */
  readonly dataFolder: string;
  /** Opens the S3 Backup view container. */
  showContainer(): Promise<void>;
  /** Drags the edge of the side bar. */
  widenSideBar(pixels: number): Promise<void>;
  /** A button of a view, for example of a welcome text. */
  button(name: string): Locator;
  /** A row of a tree by what it says. Only rows that are scrolled into view are found. */
  row(text: string | RegExp): Locator;
  /** Opens a row that has others below it. */
  expand(row: Locator): Promise<void>;
  /** Runs a command of the palette. */
  runCommand(title: string): Promise<void>;
  /** Runs a command of the palette that asks something. Gives the input of the question. */
  runAskingCommand(title: string, question: string): Promise<Locator>;
  /** Opens a file of the workspace. */
  openFile(name: string): Promise<void>;
  /** Puts the cursor on the first line that holds a text, behind the text. Gives the line, counted from 1. */
  placeCursor(file: string, text: string): Promise<number>;
  /** Writes the open file, which has changes, to the disk. */
  saveFile(): Promise<void>;
  /** Shows the Problems panel, and leaves the cursor there. */
  showProblems(): Promise<void>;
  /** A finding in the Problems panel by its text and the line it is on, counted from 1. */
  problem(text: string, line: number): Locator;
  /** What is underlined in the editor. */
  underlined(): Locator;
  /** Opens the quick fixes at the cursor. */
  showQuickFixes(): Promise<void>;
  /** One of the quick fixes shown. */
  quickFix(title: string | RegExp): Locator;
  /** Leaves a picture; those for the README are renewed with `npm test -- --update-screenshots`. */
  screenshot(name: string, use?: PictureUse): Promise<void>;
  /** What the window and its server have printed. */
  log(): string;
  close(): Promise<void>;
}

/** Opens a window on a copy of the sample workspace, and waits until it knows the extension. */
export async function openWindow(options: WebEditorOptions = {}): Promise<EditorWindow> {
  const editor = await openWebEditor(options);
  const { page, workspace, dataFolder } = editor;
  const container = page.locator('.part.activitybar').getByRole('tab', { name: /^S3 Backup/ });
  await container.waitFor();
  return {
    page,
    workspace,
    dataFolder,
    showContainer: () => showContainer(page, container),
    widenSideBar: (pixels) => widenSideBar(page, pixels),
    button: (name) => page.locator('.part.sidebar').getByRole('button', { name }),
    row: (text) => page.locator('.part.sidebar').getByRole('treeitem').filter({ hasText: text }).first(),
    expand,
    runCommand: (title) => chooseQuickly(page, 'F1', `>${title}`, title),
    runAskingCommand: (title, question) => runAskingCommand(page, title, question),
    openFile: (name) => openFile(page, name),
    placeCursor: (file, text) => placeCursor(page, join(workspace, file), text),
    saveFile: () => saveFile(page),
    showProblems: () => showProblems(page),
    problem: (text, line) =>
      page
        .locator('.part.panel .markers-panel')
        .getByRole('treeitem')
        .filter({ hasText: text })
        .filter({ hasText: `[Ln ${line},` }),
    underlined: () => page.locator('.editor-instance .squiggly-error, .editor-instance .squiggly-warning'),
    showQuickFixes: () => showQuickFixes(page),
    quickFix: (title) => page.locator('.action-widget').getByRole('option').filter({ hasText: title }).first(),
    screenshot: (name, use) => screenshot(page, name, use),
    log: () => editor.log(),
    close: () => editor.close(),
  };
}

/** Opens a window that shows the buckets of the sample account, in a side bar that has room for them. */
export async function openSampleAccount(): Promise<EditorWindow> {
  const editor = await openWindow();
  await editor.showContainer();
  await editor.widenSideBar(150);
  await editor.button('Explore the sample account').click();
  await editor.row(/uploads.*failing/).waitFor();
  return editor;
}

async function showContainer(page: Page, container: Locator): Promise<void> {
  if ((await container.getAttribute('aria-selected')) !== 'true') await container.click();
  // The tooltip would cover what is of interest.
  await page.mouse.move(0, 0);
}

async function widenSideBar(page: Page, pixels: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (box === null) throw new Error('There is no side bar.');
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + pixels, middle, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(0, 0);
}

async function expand(row: Locator): Promise<void> {
  if ((await row.getAttribute('aria-expanded')) === 'true') return;
  await row.locator('.monaco-tl-twistie').click();
  await row.and(row.page().locator('[aria-expanded="true"]')).waitFor();
}

async function openFile(page: Page, name: string): Promise<void> {
  await chooseQuickly(page, 'Control+P', name, name);
  await page.locator('.tabs-container').getByRole('tab', { name, selected: true }).waitFor();
}

/** The question comes in the place of the palette, which need not be hidden between. */
async function runAskingCommand(page: Page, title: string, question: string): Promise<Locator> {
  await pickQuickly(page, 'F1', `>${title}`, title);
  const input = page.locator(`.quick-input-widget input[placeholder*="${question}"]`);
  await input.waitFor();
  return input;
}

/** Opens a list that changes as one types, chooses from it, and waits until it is gone. */
async function chooseQuickly(page: Page, key: string, typed: string, label: string): Promise<void> {
  await pickQuickly(page, key, typed, label);
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Opens a list that changes as one types, and chooses from it. */
async function pickQuickly(page: Page, key: string, typed: string, label: string): Promise<void> {
  const list = page.locator('.quick-input-widget');
  const choice = list
    .getByRole('option')
    .filter({ has: page.getByText(label, { exact: true }) })
    .first();
  await again(async () => {
    // In a list that is open the key would go to the next choice.
    if (await list.isVisible()) await page.keyboard.press('Escape');
    await page.keyboard.press(key);
    await list.locator('input[type="text"]').fill(typed, { timeout: shortPatience });
    await choice.click({ timeout: shortPatience });
  });
}

/** A window that is just opening, or busy, forgets what was pressed: it is pressed again. */
async function again(action: () => Promise<void>): Promise<void> {
  for (let attempt = 1; attempt < attempts; attempt += 1) {
    try {
      await action();
      return;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError)) throw error;
    }
  }
  await action();
}

async function placeCursor(page: Page, file: string, text: string): Promise<number> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const index = lines.findIndex((line) => line.includes(text));
  if (index < 0) throw new Error(`${file} does not hold ${text}.`);
  const column = lines[index]!.indexOf(text) + text.length + 1;
  const label = `Go to line ${index + 1} and character ${column}.`;
  await chooseQuickly(page, 'Control+G', `:${index + 1}:${column}`, label);
  return index + 1;
}

async function saveFile(page: Page): Promise<void> {
  await page.locator('.tabs-container .tab.active.dirty').waitFor();
  await page.keyboard.press('Control+S');
  await page.locator('.tabs-container .tab.active:not(.dirty)').waitFor();
}

async function showProblems(page: Page): Promise<void> {
  const panel = page.locator('.part.panel .markers-panel');
  if (await panel.isVisible()) return;
  await page.keyboard.press('Control+Shift+M');
  await panel.waitFor();
}

async function showQuickFixes(page: Page): Promise<void> {
  await again(async () => {
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').waitFor({ timeout: shortPatience });
  });
  // The list takes no clicks before the mouse has moved, so that nobody clicks it by accident.
  await page.locator('.context-view-pointerBlock').hover({ position: { x: 1, y: 1 }, force: true });
  await page.mouse.move(0, 0);
}

async function screenshot(page: Page, name: string, use: PictureUse = 'for this run'): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  const file = `${name.replaceAll(/[^\w]+/g, '-')}.png`;
  const picture = join(screenshots, file);
  await page.screenshot({ path: picture });
  if (use === 'for this run' || process.env['S3BACKUP_UPDATE_SCREENSHOTS'] === undefined) return;
  mkdirSync(published, { recursive: true });
  copyFileSync(picture, join(published, file));
}
