import type { Bucket } from '../../model/bucket';
import type { Collection, Estate } from '../../model/estate';
import { complete, partial } from '../../model/estate';
import { ask, unmanaged } from '../../model/fact';
import { readBucket } from './bucket';
import type { ResourceContext } from './declared';
import { readDeclared } from './declared';
import { noBindings } from './loop';
import type { Named } from './named';
import { NamedResources } from './named';
import type { NestedStack } from './nested';
import { nestedStack, nestedTypes } from './nested';
import { readPlan } from './plan';
import {
  isPolicyType,
  namesBackupType,
  namesBucketType,
  namesIamType,
  namesModule,
  namesNestedStack,
  resourceTypes,
} from './resourceTypes';
import { AttachedPolicies, readRole } from './role';
import { bucketsWithEvents, namesS3Event, withoutEventBridge } from './samEvents';
import { readSelection } from './selection';
import type { Resource, Template } from './template';
import { member } from './value';
import { readAirGappedVault, readVault } from './vault';

const inheritsType = /<<["']?\s*:|:\s+\*[\w-]/;

const samFunction = 'AWS::Serverless::Function';

/** An include at the top of a template, or of its resources, brings resources that are written elsewhere. */
const includes = /^ {0,4}["']?Fn::Transform["']?\s*:/m;

/** The resources of one template that are read, and what is known of them together. */
export class Stack {
  /** All that a finding can be about. */
  readonly resources: readonly Resource[];
  readonly #template: Template;
  readonly #context: ResourceContext;
  readonly #byType = new Map<string, Resource[]>();

  constructor(template: Template, context: ResourceContext) {
    this.#template = template;
    this.#context = context;
    this.#add(
      (text) => namesBucketType(text) || namesBackupType(text) || inheritsType.test(text),
      [
        resourceTypes.bucket,
        resourceTypes.plan,
        resourceTypes.selection,
        resourceTypes.vault,
        resourceTypes.airGappedVault,
      ],
    );
    // A role matters only as what a selection hands to AWS Backup.
    if (this.#of(resourceTypes.selection).length > 0) this.#add(namesIamType, [resourceTypes.role]);
    this.resources = [...this.#byType].filter(([type]) => !isPolicyType(type)).flatMap(([, resources]) => resources);
  }

  #add(look: (text: string) => boolean, types: readonly string[]): void {
    for (const resource of this.#read(look)) {
      const type = this.#typeOf(resource);
      if (type === undefined || !(types.includes(type) || isPolicyType(type))) continue;
      const others = this.#byType.get(type);
      if (others === undefined) this.#byType.set(type, [resource]);
      else others.push(resource);
    }
  }

  /** The resources of the template, those that its loops make among them. */
  #read(look: (text: string) => boolean): readonly Resource[] {
    const { evaluator } = this.#context;
    const unrolled = this.#template.loops(look).flatMap(({ entry, broken }) =>
      evaluator.unroll({ entries: [entry] }).map((made): Resource => ({
        id: made.key,
        entry: made.entry,
        bindings: made.bindings,
        ...(broken && { broken }),
      })),
    );
    return [...this.#template.resources(look), ...unrolled];
  }

  #typeOf({ entry, bindings = noBindings }: Resource): string | undefined {
    const type = member(this.#context.evaluator.within(bindings).value(entry.value), 'Type');
    return type.kind === 'scalar' ? type.text : undefined;
  }

  #typeOfId(id: string): string | undefined {
    const resource = this.#template.resources((text) => text.includes(id)).find((candidate) => candidate.id === id);
    return resource && this.#typeOf(resource);
  }

  resource(id: string): Resource | undefined {
    return this.resources.find((resource) => resource.id === id);
  }

  #of(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /** The loops that are not loops, because the template does not ask for the transform that makes them so. */
  get strayLoops(): readonly string[] {
    if (this.#context.evaluator.hasExtensions) return [];
    return this.#template.loops((text) => namesBucketType(text) || namesBackupType(text)).map(({ id }) => id);
  }

  /** The stacks inside of this one. */
  get nested(): readonly NestedStack[] {
    return this.#read(namesNestedStack).flatMap((resource) => {
      const type = this.#typeOf(resource);
      return type !== undefined && nestedTypes.includes(type) ? [nestedStack(type, resource, this.#context)] : [];
    });
  }

  /**
   * @param isWhole Whether all of the template could be read.
   * @param unseen Why there may be stacks around or inside of it that are not seen.
   */
  estate(root: string, isWhole: boolean, unseen: string | undefined): Estate {
    const context = this.#context;
    const { bucket, plan, selection, vault, airGappedVault, role } = resourceTypes;
    const vaults = this.#named([vault, airGappedVault], 'BackupVaultName');
    const roles = this.#named([role], 'RoleName');
    const attached = new AttachedPolicies(
      [...this.#byType].filter(([type]) => isPolicyType(type)).flatMap(([, resources]) => resources),
      context,
    );
    const targets = {
      roles,
      buckets: this.#named([bucket], 'BucketName'),
      plans: this.#named([plan], 'PlanName'),
      typeOf: (id: string) => this.#typeOfId(id),
    };
    const selections = this.#of(selection).map((resource) => readSelection(resource, context, targets));
    const buckets = this.#buckets();
    const why = isWhole ? (this.elsewhere ?? unseen) : 'a part of the template could not be read';
    const collect = <T>(items: readonly T[]): Collection<T> =>
      why === undefined ? complete(items) : partial(items, why);
    return {
      scope: { kind: 'template', dialect: context.dialect, root },
      buckets: isWhole ? complete(buckets) : partial(buckets, 'a part of the template could not be read'),
      plans: collect(this.#made(plan).map((resource) => readPlan(resource, context, vaults))),
      selections: collect(selections.filter(({ exists }) => ask(exists, (isMade) => isMade) !== 'no')),
      vaults: collect([
        ...this.#made(vault).map((resource) => readVault(resource, context)),
        ...this.#made(airGappedVault).map((resource) => readAirGappedVault(resource, context)),
      ]),
      roles: collect(this.#made(role).map((resource) => readRole(resource, context, roles, attached))),
      // CloudFormation has no resource for the settings of a Region.
      s3OptIn: unmanaged,
    };
  }

  #buckets(): readonly Bucket[] {
    const context = this.#context;
    const withEvents = context.dialect === 'sam' ? bucketsWithEvents(this.#functions(), context) : new Set<string>();
    return this.#of(resourceTypes.bucket).map((resource) => {
      const bucket = readBucket(resource, context);
      return withEvents.has(bucket.id) ? withoutEventBridge(bucket) : bucket;
    });
  }

  /** The functions of SAM that may be made for events of buckets. */
  #functions(): readonly Resource[] {
    return this.#read(namesS3Event).filter((resource) => this.#typeOf(resource) === samFunction);
  }

  /** The resources of a type, less those that the template itself switches off. */
  #made(type: string): readonly Resource[] {
    return this.#of(type).filter((resource) => {
      const { exists } = readDeclared(resource, this.#context);
      return ask(exists, (isMade) => isMade) !== 'no';
    });
  }

  #named(types: readonly string[], property: string): NamedResources {
    return new NamedResources(
      this.#of(...types).map((resource): Named => {
        const { id, properties } = readDeclared(resource, this.#context);
        return { id, name: member(properties, property) };
      }),
    );
  }

  /** Why the stack may have resources that the template does not show. */
  get elsewhere(): string | undefined {
    const { text } = this.#template;
    if (this.#context.open !== undefined) return this.#context.open;
    if (includes.test(text)) return 'Fn::Transform includes what is written elsewhere';
    if (namesModule(text) || this.#template.section('Modules') !== undefined) return 'modules are part of the stack';
    return undefined;
  }
}
