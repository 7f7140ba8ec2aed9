import * as l10n from '@vscode/l10n';
import type { FromPage, PageNews } from '../messages';
import { readNews } from '../messages';
import type { KeptState } from './keptState';
import { readKept } from './keptState';
import { TimelinePage } from './timelinePage';

/** What VS Code puts into the page. */
interface EditorApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: KeptState): void;
}

declare function acquireVsCodeApi(): EditorApi;

const editor = acquireVsCodeApi();
const root = document.querySelector('main');
if (root === null) throw new Error('The page has no place for the timeline.');

/** What was kept belongs to the bucket that the page is of. */
function keptBefore(bucket: string, region: string): KeptState {
  try {
    const kept = readKept(editor.getState());
    if (kept.bucket === bucket) return { ...kept, region };
  } catch {
    // Nothing was kept yet.
  }
  return { bucket, region };
}

const { bucket = '', region = '' } = root.dataset;
const kept = keptBefore(bucket, region);
const host = {
  ask: (request: FromPage) => {
    editor.postMessage(request);
  },
  keep: (state: KeptState) => {
    editor.setState(state);
  },
};
host.keep(kept);

/** What cannot be read is said, in place of a page that stays empty. */
function readSafely(data: unknown): PageNews {
  try {
    return readNews(data);
  } catch {
    return { kind: 'say', text: l10n.t('What came from the extension cannot be shown.'), remedies: ['refresh'] };
  }
}

/** Made with the first news, because its texts are in the language that comes before. */
let page: TimelinePage | undefined;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const news = readSafely(data);
  if (news.kind === 'language') {
    l10n.config({ contents: news.contents });
    return;
  }
  page ??= new TimelinePage(root, host, kept);
  if (news.kind === 'say') page.say(news.text, news.remedies);
  else page.show(news);
});

host.ask({ kind: 'ready' });
