import { directoryOf, joinPath } from '../paths';
import { ask } from '../../model/fact';
import type { SourceText } from '../dialect';
import type { ResourceContext } from './declared';
import { readDeclared } from './declared';
import type { NestedStack } from './nested';
import { givenTo } from './nested';
import type { Surroundings } from './surroundings';
import { seenFromOutside, standingAlone } from './surroundings';

/** Deeper than anybody nests stacks. */
const maxDepth = 10;

/** More stacks than anybody makes of one template; stops templates that multiply. */
const maxStacks = 200;

/** One stack of a tree. The same template may make several. */
export interface StackMember {
  readonly file: string;
  readonly context: ResourceContext;
  readonly nested: readonly NestedStack[];
}

/** A stack and those inside of it, the outermost first. */
export interface StackTree<Member> {
  readonly members: readonly Member[];
  /** The files that are part of it, those too of which it makes no stack after all. */
  readonly files: ReadonlySet<string>;
  /** Why there may be stacks that are not seen. */
  readonly unseen?: string;
}

/** What grows a tree needs: the texts of templates, and how a stack is made of one. */
interface Nursery<Member> {
  read(file: string): Promise<string | undefined>;
  make(source: SourceText, surroundings: Surroundings): Member;
}

class Growing<Member extends StackMember> {
  readonly members: Member[] = [];
  readonly files = new Set<string>();
  unseen: string | undefined;
  readonly #nursery: Nursery<Member>;

  constructor(nursery: Nursery<Member>) {
    this.#nursery = nursery;
  }

  async grow(source: SourceText, around: Surroundings, ancestors: readonly string[]): Promise<Member> {
    const children = new Map<string, Member>();
    const output: Surroundings['output'] = (stack, name) => {
      const child = children.get(stack);
      return child && seenFromOutside(child.context.evaluator.output(name), stack);
    };
    const member = this.#nursery.make(source, { ...around, output });
    this.members.push(member);
    this.files.add(source.file);
    for (const nested of member.nested) {
      const child = await this.#inside(member, nested, [...ancestors, source.file]);
      if (child !== undefined) children.set(nested.id, child);
    }
    return member;
  }

  async #inside(
    { file, context }: Member,
    { id, path, resource }: NestedStack,
    ancestors: readonly string[],
  ): Promise<Member | undefined> {
    const { exists } = readDeclared(resource, context);
    const target = path === undefined ? undefined : joinPath(directoryOf(file), path);
    if (target !== undefined) this.files.add(target);
    if (ask(exists, (isMade) => isMade) === 'no') return undefined;
    const isTooMuch = ancestors.length >= maxDepth || this.members.length >= maxStacks;
    const isOpen = target !== undefined && !ancestors.includes(target) && !isTooMuch;
    const text = isOpen ? await this.#nursery.read(target) : undefined;
    if (target === undefined || text === undefined) {
      this.unseen ??= `the template of ${id} is not read`;
      return undefined;
    }
    const around = { ...standingAlone, parameter: givenTo(resource, context), exists };
    return this.grow({ file: target, text }, around, ancestors);
  }
}

/** Reads a template, those of the stacks inside of it, and so on. What stands in a circle is not followed. */
export async function growTree<Member extends StackMember>(
  root: SourceText,
  nursery: Nursery<Member>,
): Promise<StackTree<Member>> {
  const growing = new Growing(nursery);
  await growing.grow(root, standingAlone, []);
  const { members, files, unseen } = growing;
  return { members, files, ...(unseen !== undefined && { unseen }) };
}
