import type { Piece } from './pieces';
import type { Block } from './syntax';

/** A block as one file has it. */
export interface Layer {
  readonly block: Block;
  readonly piece: Piece;
}

/** A block as the files have it that say something of it, the original first and the one that decides last. */
export type Layers = readonly [Layer, ...(readonly Layer[])];

export function isOverrideFile(file: string): boolean {
  return /(?:^|[/_])override\.(?:tf|tofu)(?:\.json)?$/.test(file);
}

/** The type of nested blocks that a block stands for: `dynamic "rule"` stands for rules. */
export function standsFor(block: Block): string {
  return block.type === 'dynamic' ? (block.labels[0]?.text ?? '') : block.type;
}

/**
 * A block with what an override file makes of it: its arguments come before those of the original, and its nested
 * blocks replace all those of their type. Source: Terraform language, override files.
 */
export function overlay(original: Block, override: Block): Block {
  const names = new Set(override.attributes.map(({ name }) => name));
  const types = new Set(override.blocks.map(standsFor));
  const isReplaced = (name: string): boolean => names.has(name) || types.has(name);
  return {
    ...original,
    attributes: [...original.attributes.filter(({ name }) => !isReplaced(name)), ...override.attributes],
    blocks: [...original.blocks.filter((block) => !isReplaced(standsFor(block))), ...override.blocks],
    broken: original.broken || override.broken,
  };
}
