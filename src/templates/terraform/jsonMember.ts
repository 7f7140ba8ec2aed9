import type { JSONPath } from 'jsonc-parser';
import type { Json } from './jsonDraft';
import type { BlockMember, NewMember } from './render';

/** A member of a file in the JSON syntax: where it stands, and what it says. */
export interface JsonMember {
  readonly path: JSONPath;
  readonly value: Json;
}

/** Literals read the same in JSON; a list is one of literals or of one expression; the rest is an expression. */
function jsonValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    const [, only] = /^\[(.*)\]$/s.exec(text) ?? [];
    return only === undefined ? `\${${text}}` : [`\${${only}}`];
  }
}

/** `resource "aws_s3_bucket" "b"` as names, one within the other. */
function namesIn(header: string): JSONPath {
  return header.split(' ').map((name) => name.replaceAll('"', ''));
}

function jsonBody(members: readonly NewMember[]): Json {
  const entries = members.flatMap((member): readonly (readonly [string, Json])[] => {
    switch (member.kind) {
      case 'attributes':
        return member.values.map(([name, text]) => [name, jsonValue(text)]);
      case 'block': {
        const { path, value } = jsonMember(member);
        return [[path.join(' '), value]];
      }
      case 'list':
        return [[member.name, [jsonBody(member.item)]]];
    }
  });
  return Object.fromEntries(entries);
}

/**
 * A new block as the JSON syntax has it. Its attributes are literals, single expressions, or lists of either.
 * Source: Terraform language, JSON configuration syntax.
 */
export function jsonMember(member: BlockMember): JsonMember {
  return { path: namesIn(member.block.header), value: jsonBody(member.block.body) };
}
