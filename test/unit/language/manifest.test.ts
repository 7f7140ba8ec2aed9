import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../../package.json';
import strings from '../../../package.nls.json';
import { catalogue } from '../../../src/rules/catalogue';

const root = join(__dirname, '../../..');

/** What a person reads, by the name of the property that holds it. `name` is one in views, but not in problem matchers. */
const shown = new Set([
  'altText',
  'category',
  'contents',
  'contextualTitle',
  'description',
  'displayName',
  'enumDescriptions',
  'label',
  'markdownDescription',
  'markdownEnumDescriptions',
  'patternErrorMessage',
  'shortTitle',
  'title',
]);

const reference = /^%(.+)%$/u;

/** Every text of the manifest that is shown, with the path to it. */
function* shownIn(value: unknown, path: readonly string[] = []): Generator<readonly [path: string, text: string]> {
  if (typeof value === 'string') {
    const named = path.findLast((part) => !/^\d+$/u.test(part)) ?? '';
    const isView = /^contributes\.views\..*\.name$/u.test(path.join('.'));
    if (shown.has(named) || isView) yield [path.join('.'), value];
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) yield* shownIn(member, [...path, name]);
  }
}

interface Setting {
  readonly type: string;
  readonly scope: string;
  readonly order: number;
  readonly markdownDescription: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}

const settings = manifest.contributes.configuration.flatMap(({ properties }) =>
  Object.entries(properties as unknown as Readonly<Record<string, Setting>>),
);

describe('the manifest', () => {
  it('shows nothing that cannot be translated', () => {
    const texts = [...shownIn(manifest)];
    assert.ok(texts.length > 60);
    assert.deepEqual(
      texts.filter(([, text]) => !reference.test(text)),
      [],
    );
  });

  it('names only strings that there are, and all of them', () => {
    const named = new Set([...shownIn(manifest)].map(([, text]) => reference.exec(text)?.[1] ?? text));
    assert.deepEqual([...named].toSorted(), Object.keys(strings).toSorted());
    assert.deepEqual(
      Object.values(strings).filter((text) => text.trim() === ''),
      [],
    );
  });
});

describe('the settings', () => {
  it('are read from where a workspace cannot say them, as far as they are about the connection', () => {
    for (const [name, { scope }] of settings) {
      if (name.startsWith('s3backup.connection.')) assert.equal(scope, 'application', name);
      else assert.ok(['resource', 'window'].includes(scope), name);
    }
    assert.deepEqual(
      manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.toSorted(),
      settings.flatMap(([name]) => (name.startsWith('s3backup.connection.') ? [name] : [])).toSorted(),
    );
  });

  it('have an order, a description, and one of each value to choose from', () => {
    for (const { title, order, properties } of manifest.contributes.configuration) {
      assert.match(title, reference);
      assert.ok(order > 0);
      const orders = Object.values(properties as unknown as Readonly<Record<string, Setting>>).map((one) => one.order);
      assert.deepEqual(
        orders,
        [...new Set(orders)].toSorted((one, other) => one - other),
        title,
      );
    }
    for (const [name, setting] of settings) {
      assert.match(setting.markdownDescription, reference, name);
      assert.equal(setting.enumDescriptions?.length, setting.enum?.length, name);
    }
  });

  it('offer the rules that there are', () => {
    const rules = catalogue.map(({ id }) => id).toSorted();
    const linter = manifest.contributes.configuration.find(({ id }) => id === 'linter');
    const { properties } = linter as unknown as {
      readonly properties: {
        readonly 's3backup.lint.rules': { readonly propertyNames: { readonly enum: readonly string[] } };
        readonly 's3backup.lint.fixOnSave': { readonly items: { readonly enum: readonly string[] } };
      };
    };
    assert.deepEqual(properties['s3backup.lint.rules'].propertyNames.enum, rules);
    assert.deepEqual(properties['s3backup.lint.fixOnSave'].items.enum, rules);
  });
});

describe('the walkthrough', () => {
  it('has pictures that there are, in the colours of the editor, and steps that end by commands that there are', () => {
    const commands = new Set(manifest.contributes.commands.map(({ command }) => command));
    for (const { steps } of manifest.contributes.walkthroughs) {
      assert.ok(steps.length >= 5);
      for (const { id, media, completionEvents } of steps) {
        const picture = readFileSync(join(root, media.svg), 'utf8');
        assert.match(picture, /var\(--vscode-/u, id);
        assert.doesNotMatch(picture, /#[0-9a-f]{3,8}\b|<text/iu, id);
        for (const event of completionEvents) assert.ok(commands.has(event.replace('onCommand:', '')), event);
      }
    }
  });

  it('and the empty views link to commands that there are', () => {
    const commands = new Set(manifest.contributes.commands.map(({ command }) => command));
    const links = Object.values(strings).flatMap((text) => [...text.matchAll(/\(command:(s3backup\.\w+)\)/gu)]);
    assert.ok(links.length > 10);
    for (const [, command = ''] of links) assert.ok(commands.has(command), command);
  });
});
