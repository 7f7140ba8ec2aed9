import type { ResourceContext } from './declared';
import { readDeclared } from './declared';
import { textAt } from './ownMap';
import type { Given } from './parameter';
import { seenFromInside } from './surroundings';
import type { Resource } from './template';
import type { Value } from './value';
import { member } from './value';

/** The resource types that make a stack inside of the stack, and where each says what its template is. */
const locations: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
]);

export const nestedTypes: readonly string[] = [...locations.keys()];

/** A resource that makes a nested stack. */
export interface NestedStack {
  readonly id: string;
  readonly resource: Resource;
  /** The path of its template, where that is a file beside this one. */
  readonly path?: string;
}

/**
 * A path is what `aws cloudformation package` and `sam` take: one that is written out in place and no URL. Source: AWS
 * CLI command reference, cloudformation package.
 */
function localPath(location: string | undefined): string | undefined {
  if (location === undefined || location.trim() === '' || location.startsWith('/')) return undefined;
  return /^[a-z][a-z0-9+.-]*:|[$&{]\{/i.test(location) ? undefined : location;
}

export function nestedStack(type: string, resource: Resource): NestedStack {
  const { id, entry, broken } = resource;
  const location = textAt(entry.value, ['Properties', locations.get(type) ?? '']);
  const path = broken === undefined ? localPath(location) : undefined;
  return { id, resource, ...(path !== undefined && { path }) };
}

/** What a nested stack is given for its parameters. */
export function givenTo(resource: Resource, context: ResourceContext): (name: string) => Given {
  let parameters: Value | undefined;
  return (name) => {
    parameters ??= member(readDeclared(resource, context).properties, 'Parameters');
    const value = member(parameters, name);
    return value.kind === 'nothing' ? 'left-out' : seenFromInside(value);
  };
}
