import { BlockBody } from './body';
import { evaluate } from './evaluate';
import { instanceKey } from './expand';
import type { Slot } from './expand';
import type { Declaration } from './fileDeclarations';
import type { Names, Scope } from './scope';
import { attributeOf } from './syntax';
import type { BucketReference, Instance, Value } from './value';
import { isNull, unknownValue } from './value';

/** What a resource needs to know of the module instance that it is in. */
export interface Surroundings extends Names {
  absolute(address: string): string;
}

function resourceType(address: string): string {
  const bare = address.startsWith('data.') ? address.slice('data.'.length) : address;
  return bare.slice(0, bare.indexOf('.'));
}

/** One instance of a resource or data source, or all those that could not be counted. */
export class ResourceInstance implements Instance, BucketReference {
  readonly declaration: Declaration;
  readonly slot: Slot;
  readonly id: string;
  readonly type: string;
  readonly body: BlockBody;
  readonly module: Surroundings;
  readonly #values = new Map<string, Value>();
  readonly #scope: Scope;

  constructor(module: Surroundings, declaration: Declaration, slot: Slot, scope: Scope) {
    this.module = module;
    this.declaration = declaration;
    this.slot = slot;
    this.#scope = scope;
    this.id = module.absolute(`${declaration.address}${instanceKey(slot)}`);
    this.type = resourceType(declaration.address);
    this.body = new BlockBody(declaration.layers, scope);
  }

  attribute(name: string): Value {
    const before = this.#values.get(name);
    if (before !== undefined) return before;
    this.#values.set(name, unknownValue('it refers to itself'));
    const value = this.#evaluate(name);
    this.#values.set(name, value);
    return value;
  }

  /** A bucket's name as far as the template says it. AWS or a prefix makes up the rest. */
  readonly name = (): Value => {
    const written = attributeOf(this.declaration.block, 'bucket') && this.#argument('bucket');
    // To set null is to leave it out.
    if (written !== undefined && !isNull(written)) return written;
    const own = `bucket(${this.id})`;
    return unknownValue('its name is made up when it is created', { key: `name(${own})`, from: new Set([own]) });
  };

  #argument(name: string): Value {
    const attribute = attributeOf(this.declaration.block, name);
    if (attribute !== undefined) return evaluate(attribute.value, this.#scope);
    return unknownValue(`${this.id}.${name} is known only when it runs`, {
      key: `${this.id}.${name}`,
      // All that a bucket tells of itself, an index that it does not have too, is of no other bucket.
      ...(this.#isBucket && { from: new Set([`bucket(${this.id})`, `instance(${this.id})`]) }),
    });
  }

  get #isBucket(): boolean {
    return this.type === 'aws_s3_bucket' && this.declaration.keyword === 'resource';
  }

  #evaluate(name: string): Value {
    const named = name === 'id' || name === 'bucket';
    if (named && this.#isBucket) {
      return { kind: 'bucket', bucket: this, defaulted: false };
    }
    // The id of a setting of a bucket is the bucket's name.
    if (named && this.type.startsWith('aws_s3_bucket')) return this.#argument('bucket');
    if (name === 'arn' && this.#isBucket) {
      const own = `bucket(${this.id})`;
      return unknownValue('its ARN is known only when it runs', { key: `arn(${own})`, from: new Set([own]) });
    }
    return this.#argument(name);
  }
}
