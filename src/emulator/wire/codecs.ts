import { JsonCodec2, XmlShapeDeserializer, XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { FromStringShapeDeserializer, ToStringShapeSerializer } from '@smithy/core/protocols';
import type { $Schema as Schema, StaticStructureSchema } from '@smithy/types';
import type { NormalizedSchema } from '@smithy/core/schema';

// The SDK's own codecs, with the settings its protocols use: dates in JSON are epoch seconds, in XML RFC 3339.
const jsonSettings = { timestampFormat: { useTrait: true, default: 7 as const }, jsonName: true, httpBindings: true };
const xmlSettings = { timestampFormat: { useTrait: true, default: 5 as const }, httpBindings: true };

const json = new JsonCodec2(jsonSettings);

/** Bodies of a protocol that binds the rest of a message to HTTP: REST-JSON and REST-XML. */
export interface BodyCodec {
  read(schema: Schema, bytes: Uint8Array): Promise<unknown>;
  write(schema: Schema, value: unknown): Uint8Array;
  readonly contentType: string;
}

export const jsonBody: BodyCodec = {
  contentType: 'application/json',
  async read(schema, bytes) {
    const read: unknown = await json.createDeserializer().read(schema, Buffer.from(bytes).toString());
    return read;
  },
  write(schema, value) {
    const serializer = json.createSerializer();
    serializer.write(schema, value);
    // The SDK's buffer is reused for its next message.
    return Uint8Array.from(serializer.flush());
  },
};

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** XML bodies, with the namespace of their service on the root element. */
export function xmlBody(xmlNamespace: string): BodyCodec {
  const settings = { ...xmlSettings, xmlNamespace, serviceNamespace: '' };
  return {
    contentType: 'application/xml',
    read(schema, bytes) {
      return Promise.resolve(new XmlShapeDeserializer(settings).read(schema, Buffer.from(bytes).toString()));
    },
    write(schema, value) {
      const serializer = new XmlShapeSerializer(settings);
      serializer.write(schema, value);
      return Buffer.from(declaration + Buffer.from(serializer.flush()).toString());
    },
  };
}

/** Values in paths, query strings and headers. */
export function readText(schema: NormalizedSchema, text: string): unknown {
  return new FromStringShapeDeserializer(xmlSettings).read(schema, text) as unknown;
}

export function writeText(schema: NormalizedSchema, value: unknown): string {
  const serializer = new ToStringShapeSerializer(xmlSettings);
  serializer.write(schema, value);
  return serializer.flush();
}

/** A structure of some members of another one, under a name of its own. */
export function structureOf(
  name: string,
  members: readonly (readonly [string, NormalizedSchema])[],
  xmlName: string | undefined,
): StaticStructureSchema {
  const traits = xmlName === undefined ? 0 : { xmlName };
  return [3, '', name, traits, members.map(([member]) => member), members.map(([, schema]) => schema)];
}
