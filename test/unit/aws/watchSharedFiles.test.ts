import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedFilePaths } from '../../../src/aws/credentials/sharedFilePaths';
import { SharedFilesWatch } from '../../../src/aws/credentials/watchSharedFiles';
import { until } from '../support/accounts';

describe('SharedFilesWatch', () => {
  let home: string;
  let told: number;
  let watching: SharedFilesWatch | undefined;

  async function watch(environment: NodeJS.ProcessEnv = {}): Promise<void> {
    const made = new SharedFilesWatch(
      () => {
        told += 1;
      },
      sharedFilePaths({ HOME: home, ...environment }),
    );
    watching = made;
    await made.ready;
  }

  async function write(path: string, text: string): Promise<void> {
    await writeFile(join(home, path), text);
  }

  const toldTimes = (times: number): Promise<void> => until(() => told >= times, `change ${times}`);
  const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 's3backup-watch-'));
    told = 0;
  });

  afterEach(async () => {
    watching?.dispose();
    await rm(home, { recursive: true });
  });

  it('tells of a file that is written, and of one that is replaced, again and again', async () => {
    await mkdir(join(home, '.aws'));
    await write('.aws/credentials', 'one');
    await watch();
    await write('.aws/credentials', 'another');
    await toldTimes(1);
    for (const [index, text] of ['first', 'second', 'third'].entries()) {
      await write('.aws/new', text);
      await rename(join(home, '.aws', 'new'), join(home, '.aws', 'credentials'));
      await toldTimes(2 + index);
    }
  });

  it('tells of the first file in a home without any', async () => {
    await watch();
    await mkdir(join(home, '.aws'));
    await aWhile();
    assert.equal(told, 0);
    await write('.aws/config', '[default]');
    await toldTimes(1);
  });

  it('tells of a login, also of the first one', async () => {
    await mkdir(join(home, '.aws'));
    await watch();
    await mkdir(join(home, '.aws', 'sso', 'cache'), { recursive: true });
    await write('.aws/sso/cache/a.json', '{}');
    await toldTimes(1);
    await write('.aws/sso/cache/a.json', '{"accessToken": "x"}');
    await toldTimes(2);
  });

  it('tells of several writes in a row once, and of other files never', async () => {
    await mkdir(join(home, '.aws'));
    await watch();
    await write('.aws/notes.txt', 'something else');
    await write('unrelated', 'something else');
    await aWhile();
    assert.equal(told, 0);
    await Promise.all([write('.aws/config', 'a'), write('.aws/credentials', 'b')]);
    await toldTimes(1);
    await aWhile();
    assert.equal(told, 1);
  });

  it('watches the files that the variables name', async () => {
    await mkdir(join(home, 'etc'));
    const variables = { AWS_CONFIG_FILE: join(home, 'etc', 'aws.conf'), AWS_SHARED_CREDENTIALS_FILE: '~/etc/keys' };
    await watch({ ...variables, USERPROFILE: '' });
    await write('etc/aws.conf', 'a');
    await toldTimes(1);
    await write('etc/keys', 'b');
    await toldTimes(2);
  });

  it('takes a variable that is empty for one that is not there', () => {
    const paths = sharedFilePaths({ HOME: home, AWS_CONFIG_FILE: '', AWS_SHARED_CREDENTIALS_FILE: '' });
    assert.deepEqual(paths, sharedFilePaths({ HOME: home }));
  });

  it('tells nothing after its end', async () => {
    await mkdir(join(home, '.aws'));
    await watch();
    await write('.aws/config', 'a');
    watching?.dispose();
    await aWhile();
    assert.equal(told, 0);
  });
});
