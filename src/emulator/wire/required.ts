import type { NormalizedSchema } from '@smithy/core/schema';

/**
 * The path of the first required member that is missing, such as `BackupPlan.Rules.0.RuleName`; undefined where all are
 * there.
 *
 * In the SDK's static schemas the required members of a structure come first, and its seventh element counts them.
 */
export function missingMember(schema: NormalizedSchema, value: unknown): string | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (schema.isStructSchema()) {
    return missingInStructure(schema, value);
  }
  if (schema.isListSchema() && Array.isArray(value)) {
    return firstMissing(value.map((item, index) => [String(index), schema.getValueSchema(), item] as const));
  }
  if (schema.isMapSchema()) {
    return firstMissing(Object.entries(value).map(([key, item]) => [key, schema.getValueSchema(), item] as const));
  }
  return undefined;
}

function missingInStructure(schema: NormalizedSchema, value: object): string | undefined {
  const members = [...schema.structIterator()];
  const raw: unknown = schema.getSchema();
  const required: unknown = Array.isArray(raw) ? raw[6] : undefined;
  const count = typeof required === 'number' ? required : 0;
  const absent = members.slice(0, count).find(([name]) => memberOf(value, name) === undefined);
  return absent?.[0] ?? firstMissing(members.map(([name, member]) => [name, member, memberOf(value, name)] as const));
}

function firstMissing(parts: readonly (readonly [string, NormalizedSchema, unknown])[]): string | undefined {
  for (const [name, schema, value] of parts) {
    const missing = missingMember(schema, value);
    if (missing !== undefined) {
      return `${name}.${missing}`;
    }
  }
  return undefined;
}

function memberOf(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
