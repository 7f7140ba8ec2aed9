import type { Bucket } from '../../model/bucket';
import type { Collection, Estate } from '../../model/estate';
import { complete, partial } from '../../model/estate';
import { ask, unmanaged } from '../../model/fact';
import type { BackupSelection } from '../../model/selection';
import { readBucket } from './bucket';
import type { ResourceContext } from './declared';
import { conditionOfResource, readDeclared, underCondition } from './declared';
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
import type { SelectionTargets } from './selection';
import { readSelection } from './selection';
import type { Resource, Template } from './template';
import { member } from './value';
import { readAirGappedVault, readVault } from './vault';

const inheritsType = /<<["']?\s*:|:\s+\*[\w-]/;

const samFunction = 'AWS::Serverless::Function';

/** A type that is written out, as nearly all are. */
const writtenType = /\bType["']?\s*:\s*["']?\w+::/;

/** A type of which a loop writes a part. */
const loopedType = /\bType["']?\s*:.*[$&]\{/;

function byPlace(resources: readonly Resource[]): ReadonlyMap<number, readonly Resource[]> {
  const places = new Map<number, Resource[]>();
  for (const resource of resources) {
    const { start } = resource.entry.keySpan;
    const others = places.get(start);
    if (others === undefined) places.set(start, [resource]);
    else others.push(resource);
  }
  return places;
}

/** The resources of one template that are read, and what is known of them together. */
export class Stack {
  /** All that a finding can be about. */
  readonly resources: readonly Resource[];
  readonly #template: Template;
  readonly #context: ResourceContext;
  readonly #includes: boolean;
  #elsewhere: { readonly why: string | undefined } | undefined;
  readonly #byType = new Map<string, Resource[]>();
  #byId: ReadonlyMap<string, Resource> | undefined;
  #byPlace: ReadonlyMap<number, readonly Resource[]> | undefined;

  /** @param includes Whether the template has resources that are written elsewhere. */
  constructor(template: Template, context: ResourceContext, includes: boolean) {
    this.#template = template;
    this.#context = context;
    this.#includes = includes;
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
    const loops = this.#template.loops((text) => look(text) || loopedType.test(text));
    const unrolled = loops.flatMap(({ entry, broken }) =>
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
    this.#byId ??= new Map(this.resources.toReversed().map((resource) => [resource.id, resource]));
    return this.#byId.get(id);
  }

  /** The resources that one text declares: a loop declares several. */
  declaredAt(place: number): readonly Resource[] {
    this.#byPlace ??= byPlace(this.resources);
    return this.#byPlace.get(place) ?? [];
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
      return type !== undefined && nestedTypes.includes(type) ? [nestedStack(type, resource)] : [];
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
    const selections = this.#of(selection).map((resource) => this.#selection(resource, targets));
    const buckets = this.#buckets();
    const own = isWhole ? this.elsewhere : 'a part of the template could not be read';
    const why = own ?? unseen;
    const collect = <T>(items: readonly T[]): Collection<T> =>
      why === undefined ? complete(items) : partial(items, why);
    return {
      scope: { kind: 'template', dialect: context.dialect, root },
      buckets: own === undefined ? complete(buckets) : partial(buckets, own),
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

  /** A selection, and what it is beside each bucket that is not there in every case. */
  #selection(resource: Resource, targets: SelectionTargets): BackupSelection {
    const byCondition = new Map<string | undefined, BackupSelection | undefined>();
    const besideWhat = (condition: string | undefined): BackupSelection | undefined => {
      if (!byCondition.has(condition)) {
        const context = underCondition(condition, this.#context);
        byCondition.set(condition, context && readSelection(resource, context, targets));
      }
      return byCondition.get(condition);
    };
    const beside = this.#of(resourceTypes.bucket).flatMap((bucket) => {
      const selection = besideWhat(conditionOfResource(bucket, this.#context));
      return selection === undefined ? [] : [[bucket.id, selection] as const];
    });
    const selection = readSelection(resource, this.#context, targets);
    return beside.length === 0 ? selection : { ...selection, beside: new Map(beside) };
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
    this.#elsewhere ??= { why: this.#findElsewhere() };
    return this.#elsewhere.why;
  }

  #findElsewhere(): string | undefined {
    if (this.#context.open !== undefined) return this.#context.open;
    if (this.#includes) return 'AWS::Include adds what is written elsewhere';
    const hasModules = namesModule(this.#template.text) || this.#template.under('Modules').length > 0;
    return hasModules ? 'modules are part of the stack' : this.#unknownResource();
  }

  /** A resource, or several, of a kind that cannot be seen: one that another tool or an alias writes. */
  #unknownResource(): string | undefined {
    const isElsewhere = this.#template.under('Resources').some(({ kind }) => kind === 'alias' || kind === 'call');
    if (isElsewhere || this.#template.under('<<').length > 0) return 'the resources are written elsewhere';
    const hidden = this.#read((text) => !writtenType.test(text)).find(({ entry, broken }) => {
      if (broken !== undefined || entry.value.kind === 'null') return false;
      return member(this.#context.evaluator.value(entry.value), 'Type').kind === 'unknown';
    });
    return hidden && `the type of ${hidden.id} is not known`;
  }
}
