import type { Node, ParseError } from 'jsonc-parser';
import { parseTree } from 'jsonc-parser';
import * as l10n from '@vscode/l10n';
import type { Fact } from '../../../model/fact';
import { absent, closedList, known } from '../../../model/fact';
import type { BackupSelection, Condition, ConditionOperator, TagPair } from '../../../model/selection';
import type { Position, SourceRange } from '../../../model/source';

/** What a text says, or the first thing that keeps it from being a selection. */
export type ReadSelection =
  | { readonly kind: 'selection'; readonly selection: BackupSelection }
  | { readonly kind: 'problem'; readonly message: string; readonly at: SourceRange };

/** Who the selection stands for. */
export interface SelectionIdentity {
  readonly id: string;
  readonly planId: Fact<string>;
}

const operators: readonly ConditionOperator[] = ['StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike'];

/** Thrown inside, where going on makes no sense. */
class Problem extends Error {
  readonly offset: number;
  readonly length: number;

  constructor(message: string, { offset, length }: { readonly offset: number; readonly length: number }) {
    super(message);
    this.offset = offset;
    this.length = length;
  }
}

/** Reads one text. Each value keeps its place, so that what is wrong with it can be shown there. */
class SelectionReader {
  readonly #text: string;
  readonly #file: string;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  read({ id, planId }: SelectionIdentity): BackupSelection {
    const members = this.#membersOf(this.#tree());
    return {
      id,
      planId,
      name: this.#optionalText(members.get('SelectionName')),
      roleArn: this.#optionalText(members.get('IamRoleArn')),
      resources: closedList(this.#listOf(members.get('Resources'), (item) => ({ pattern: this.#textOf(item) }))),
      notResources: closedList(this.#listOf(members.get('NotResources'), (item) => ({ pattern: this.#textOf(item) }))),
      listOfTags: closedList(this.#listOf(members.get('ListOfTags'), (item) => this.#tagOf(item))),
      conditions: closedList(this.#conditionsOf(members.get('Conditions'))),
      exists: known(true),
    };
  }

  rangeOf({ offset, length }: { readonly offset: number; readonly length: number }): SourceRange {
    return { file: this.#file, start: this.#positionOf(offset), end: this.#positionOf(offset + length) };
  }

  #positionOf(offset: number): Position {
    const before = this.#text.slice(0, offset).split(/\r\n|\r|\n/u);
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  }

  #tree(): Node {
    const errors: ParseError[] = [];
    const root = parseTree(this.#text, errors, { allowTrailingComma: true });
    const [error] = errors;
    if (error !== undefined) throw new Problem(l10n.t('This is not valid JSON.'), error);
    if (root === undefined) throw new Problem(l10n.t('There is no text.'), { offset: 0, length: 0 });
    return root;
  }

  #membersOf(node: Node): ReadonlyMap<string, Node> {
    if (node.type !== 'object') throw new Problem(l10n.t('This must be an object: { … }.'), node);
    const pairs = (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
      key === undefined || value === undefined ? [] : [[String(key.value), value] as const],
    );
    return new Map(pairs);
  }

  #listOf<T>(node: Node | undefined, read: (item: Node) => T): readonly T[] {
    if (node === undefined || node.type === 'null') return [];
    if (node.type !== 'array') throw new Problem(l10n.t('This must be a list: [ … ].'), node);
    return (node.children ?? []).map(read);
  }

  #textOf(node: Node): Fact<string> {
    if (typeof node.value !== 'string') throw new Problem(l10n.t('This must be a text: "…".'), node);
    return known(node.value, 'written', this.rangeOf(node));
  }

  #optionalText(node: Node | undefined): Fact<string> {
    return node === undefined || node.type === 'null' ? absent : this.#textOf(node);
  }

  #pairOf(node: Node): TagPair {
    const members = this.#membersOf(node);
    const [key, value] = [members.get('ConditionKey'), members.get('ConditionValue')];
    if (key === undefined || value === undefined) {
      throw new Problem(l10n.t('This needs both {0} and {1}.', 'ConditionKey', 'ConditionValue'), node);
    }
    return { key: this.#textOf(key), value: this.#textOf(value) };
  }

  /** Source: AWS Backup API reference, Condition: there is but one type. */
  #tagOf(node: Node): TagPair {
    const type = this.#membersOf(node).get('ConditionType');
    if (type?.value !== 'STRINGEQUALS') {
      throw new Problem(l10n.t('{0} must be {1}.', 'ConditionType', '"STRINGEQUALS"'), type ?? node);
    }
    return this.#pairOf(node);
  }

  #conditionsOf(node: Node | undefined): readonly Condition[] {
    if (node === undefined || node.type === 'null') return [];
    const members = this.#membersOf(node);
    return operators.flatMap((operator) =>
      this.#listOf(members.get(operator), (item) => ({ operator, ...this.#pairOf(item) })),
    );
  }
}

/**
 * Reads a selection as AWS Backup's API writes it. Members that a selection does not have are left to the schema.
 * @param file The document's URI, for the places of the values.
 */
export function readSelection(text: string, file: string, identity: SelectionIdentity): ReadSelection {
  const reader = new SelectionReader(text, file);
  try {
    return { kind: 'selection', selection: reader.read(identity) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { kind: 'problem', message: error.message, at: reader.rangeOf(error) };
  }
}
