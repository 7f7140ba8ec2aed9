import assert from 'node:assert/strict';
import { ModuleCalls, localCalls } from '../../../src/lint/moduleCalls';

describe('which modules call which', () => {
  it('reads the sources that are paths, in both syntaxes', () => {
    const text = `module "a" { # inline
  source = "./a"
}
module "b" {
  version = "1"
    source="../b/"
}
module "c" {
  source = "terraform-aws-modules/s3-bucket/aws"
}
module "d" {
  source = "./\${var.x}"
}
`;
    assert.deepEqual(localCalls('/p/root/main.tf', text), ['/p/root/a', '/p/b']);
    assert.deepEqual(localCalls('/p/root/main.tf.json', '{"module": {"a": {\n"source": "./a"}}}'), ['/p/root/a']);
    assert.deepEqual(localCalls('/p/x.tf', 'resource "a" "b" {\n  source = "./x"\n}\n'), []);
  });

  it('follows calls through others, both ways, and stops in a circle', () => {
    const calls = new ModuleCalls();
    const call = (to: string): string => `module "m" {\n  source = "../${to}"\n}\n`;
    calls.set('/p/root/main.tf', call('middle'));
    calls.set('/p/middle/main.tf', call('leaf'));
    calls.set('/p/other/main.tf', call('leaf'));
    assert.deepEqual([...calls.callersOf('/p/leaf')].sort(), ['/p/middle', '/p/other', '/p/root']);
    assert.deepEqual(calls.calledBy('/p/root'), ['/p/middle', '/p/leaf']);
    calls.set('/p/leaf/main.tf', call('root'));
    assert.deepEqual([...calls.callersOf('/p/leaf')].sort(), ['/p/middle', '/p/other', '/p/root']);
    calls.set('/p/leaf/main.tf', undefined);
    calls.set('/p/middle/main.tf', '# nothing');
    assert.deepEqual(calls.callersOf('/p/leaf'), ['/p/other']);
    assert.deepEqual(
      calls.forget((file) => file.startsWith('/p/other/')),
      ['/p/leaf'],
    );
    assert.deepEqual(calls.callersOf('/p/leaf'), []);
  });
});
