import assert from 'node:assert/strict';
import { UnitTies } from '../../../src/lint/unitTies';
import { cloudFormationLook } from '../../../src/templates/cloudformation/look';
import { terraformLook } from '../../../src/templates/terraform/look';

const call = (to: string): string => `module "m" {\n  source = "../${to}"\n}\n`;
const bucket = 'resource "aws_s3_bucket" "b" {}\n';
const selection = 'resource "aws_backup_selection" "s" {}\n';

function tiesOf(texts: Readonly<Record<string, string>>): UnitTies {
  const ties = new UnitTies([terraformLook, cloudFormationLook]);
  for (const [file, text] of Object.entries(texts)) ties.set(file, text);
  return ties;
}

describe('which units bear on which', () => {
  it('follows calls of modules through others, both ways, and stops in a circle', () => {
    const ties = tiesOf({
      '/p/root/main.tf': call('middle'),
      '/p/middle/main.tf': call('leaf'),
      '/p/other/main.tf': 'module "m" { source = "../leaf" }',
      '/p/leaf/main.tf': bucket,
    });
    assert.deepEqual([...ties.callersOf('/p/leaf')].sort(), ['/p/middle', '/p/other', '/p/root']);
    assert.deepEqual(ties.calledBy('/p/root'), ['/p/middle', '/p/leaf']);
    ties.set('/p/leaf/main.tf', call('root'));
    assert.deepEqual([...ties.callersOf('/p/leaf')].sort(), ['/p/middle', '/p/other', '/p/root']);
    ties.set('/p/leaf/main.tf', bucket);
    ties.set('/p/middle/main.tf', '# nothing');
    assert.deepEqual(ties.callersOf('/p/leaf'), ['/p/other']);
    const { called, tied } = ties.forget((file) => file.startsWith('/p/other/'));
    assert.deepEqual(called, ['/p/leaf']);
    assert.deepEqual([...tied].sort(), ['/p/leaf', '/p/other']);
    assert.deepEqual(ties.callersOf('/p/leaf'), []);
  });

  it('reads the JSON syntax, and leaves out what is no unit', () => {
    const ties = tiesOf({
      '/p/root/main.tf.json': '{"module": {"a": {"source": "./a"}}}',
      '/p/root/a/main.tf': bucket,
      '/p/policies/main.tf': 'module "m" {\n  source = "x"\n  policy = file("./policy.json")\n}\n',
    });
    assert.deepEqual(ties.callersOf('/p/root/a'), ['/p/root']);
    assert.deepEqual(ties.calledBy('/p/policies'), []);
  });

  it('knows the templates that make nested stacks of others', () => {
    const stackOf = (path: string): string =>
      `Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ${path}\n`;
    const ties = tiesOf({
      '/p/parent.yaml': stackOf('./nested/store.yaml'),
      '/p/nested/store.yaml': stackOf('../leaf.yaml'),
      '/p/leaf.yaml': 'Resources:\n  B:\n    Type: AWS::S3::Bucket\n',
    });
    assert.deepEqual([...ties.callersOf('/p/leaf.yaml')].sort(), ['/p/nested/store.yaml', '/p/parent.yaml']);
    assert.deepEqual(ties.calledBy('/p/parent.yaml'), ['/p/nested/store.yaml', '/p/leaf.yaml']);
  });
});

describe('which units may select the buckets of others', () => {
  const texts = {
    '/p/one/main.tf': bucket + selection,
    '/p/two/main.tf': call('shared'),
    '/p/three/main.tf': call('shared') + bucket,
    '/p/shared/main.tf': selection,
    '/p/stack.yaml': 'Resources:\n  S:\n    Type: AWS::Backup::BackupSelection\n',
    '/p/notes.yaml': 'backup: often\n',
    '/p/plain/main.tf': bucket,
  };

  it('are those beside it, through their callers, less what it is judged with', () => {
    const ties = tiesOf(texts);
    assert.deepEqual(ties.selectingBeside('/p/one').paths, ['/p/shared', '/p/stack.yaml', '/p/three', '/p/two']);
    assert.deepEqual(ties.selectingBeside('/p/shared').paths, ['/p/one', '/p/stack.yaml']);
    assert.equal(ties.selects('/p/three'), true);
    assert.equal(ties.selects('/p/plain'), false);
  });

  it('have another stamp as soon as one of them, or what it calls, is another', () => {
    const ties = tiesOf(texts);
    const stamp = (): string => ties.selectingBeside('/p/one').stamp;
    let last = stamp();
    ties.set('/p/one/main.tf', `${bucket}${selection}# more`);
    ties.set('/p/plain/main.tf', '');
    assert.equal(stamp(), last);
    for (const change of [
      () => {
        ties.set('/p/shared/main.tf', `${selection}# more`);
      },
      () => {
        ties.touch('/p/two');
      },
      () => {
        ties.set('/p/stack.yaml', undefined);
      },
    ]) {
      change();
      assert.notEqual(stamp(), last);
      last = stamp();
    }
  });

  it('bear on all others that select', () => {
    const ties = tiesOf(texts);
    assert.deepEqual([...ties.bearsOn('/p/plain')], ['/p/plain']);
    assert.ok(ties.bearsOn('/p/one').has('/p/stack.yaml'));
    assert.ok(ties.bearsOn('/p/three').has('/p/two'));
  });
});
