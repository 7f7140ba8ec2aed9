import { isConflicting, mergeConflicts } from '../mergeConflicts';
import { onlyDocument } from './document';
import { cutJson } from './jsonCut';
import type { Bindings } from './loop';
import { isLoopKey } from './loop';
import { parseJson } from './jsonSyntax';
import type { SyntaxError } from './parsed';
import type { Format, Pieces } from './pieces';
import type { Slice } from './slice';
import type { Entry, Span, SyntaxNode } from './syntax';
import { findAnchor, shift } from './syntax';
import { cutYaml } from './yamlCut';
import { parseYaml } from './yamlSyntax';

/** One resource of a template. All positions are those of the whole text. */
export interface Resource {
  /** In a loop the logical id of the one instance; placeholders stay where the collection is not known. */
  readonly id: string;
  /** In a loop the text that all its instances share. */
  readonly entry: Entry;
  /** What the identifiers of the loops around it stand for. */
  readonly bindings?: Bindings;
  /** Why its text cannot be trusted to be all there is of it. */
  readonly broken?: SyntaxError;
}

interface Piece {
  readonly root?: SyntaxNode;
  readonly entry?: Entry;
  readonly error?: SyntaxError;
}

/** JSON pieces are members of an object; the parser wants the object. */
const wrapping: Readonly<Record<Format, { readonly before: string; readonly after: string }>> = {
  yaml: { before: '', after: '' },
  json: { before: '{', after: '\n}' },
};

function tornError({ torn, end }: Slice): SyntaxError | undefined {
  return torn ? { offset: end, message: 'Unexpected end of the resource' } : undefined;
}

/** Where the text may define YAML anchors, by their names. */
function anchorsIn(text: string): ReadonlyMap<string, readonly number[]> {
  const anchors = new Map<string, number[]>();
  for (const { 1: name = '', index } of text.matchAll(/&([^\s,[\]{}&]+)/g)) {
    const places = anchors.get(name);
    if (places === undefined) anchors.set(name, [index]);
    else places.push(index);
  }
  return anchors;
}

/** A template that is cut into pieces, each of which is parsed only when it is asked for. */
export class Template {
  readonly text: string;
  readonly format: Format;
  /** Of a YAML stream the document that has resources is the template. CloudFormation takes no others beside it. */
  readonly hasOtherDocuments: boolean;
  readonly #slices: readonly Slice[];
  readonly #pieces: Pieces;
  readonly #conflicts: readonly Span[];
  readonly #anchorNodes = new Map<number, SyntaxNode>();
  #anchors: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(source: string, format: Format, pieces: Pieces) {
    const { text, hasOthers } = onlyDocument(source);
    this.text = text;
    this.hasOtherDocuments = hasOthers;
    this.#pieces = pieces;
    this.#conflicts = mergeConflicts(text);
    // YAML in braces looks like JSON from afar, but has no parts as JSON.
    const json = format === 'json' ? cutJson(text) : [];
    this.format = json.length > 0 ? 'json' : 'yaml';
    this.#slices = json.length > 0 ? json : cutYaml(text);
  }

  /** Whether there is a `Resources` section, as every template has. */
  get isTemplate(): boolean {
    return this.#slices.some((slice) => slice.name === 'Resources' || slice.kind === 'resource');
  }

  /** Why a text that names resources could not be cut at all. */
  get unreadable(): SyntaxError | undefined {
    if (this.isTemplate || !/["']?Resources["']?\s*:/.test(this.text)) return undefined;
    return (/^\s*[[{]/.test(this.text) ? parseJson : parseYaml)(this.text).error;
  }

  /** The resources whose text passes a cheap look. Of two with one logical id the last counts, as in JSON. */
  resources(look: (text: string) => boolean): readonly Resource[] {
    return this.#read((name, text) => !isLoopKey(name) && look(text));
  }

  #read(isWanted: (name: string, text: string) => boolean): readonly Resource[] {
    const found = new Map<string, Resource>();
    for (const slice of this.#slices) {
      if (slice.kind !== 'resource' || !isWanted(slice.name, this.text.slice(slice.start, slice.end))) continue;
      const { entry, error } = this.#parse(slice);
      if (entry === undefined) continue;
      const broken = this.#conflictIn(slice) ?? error ?? tornError(slice);
      found.set(slice.name, { id: slice.name, entry, ...(broken && { broken }) });
    }
    return [...found.values()];
  }

  /** The loops (`Fn::ForEach::Buckets`) that make resources and whose text passes a cheap look. */
  loops(look: (text: string) => boolean): readonly Resource[] {
    return this.#read((name, text) => isLoopKey(name) && look(text));
  }

  /** What stands under a name, as a section or among the resources. */
  under(name: string): readonly SyntaxNode[] {
    return this.#slices.flatMap((slice) => {
      if (slice.name !== name) return [];
      const { entry, root } = this.#parse(slice);
      if (entry !== undefined) return [entry.value];
      // A function by itself is a call, and a merge key is no entry.
      if (root?.kind === 'call') return [root.argument];
      return root?.kind === 'map' ? root.merges : [];
    });
  }

  /** Where the first merge conflict starts. */
  get conflict(): number | undefined {
    return this.#conflicts[0]?.start;
  }

  #conflictIn(slice: Slice): SyntaxError | undefined {
    return isConflicting(slice, this.#conflicts) ? { offset: slice.start, message: 'Merge conflict' } : undefined;
  }

  /** The content of a section, or `undefined` where there is none that can be read. */
  section(name: string): SyntaxNode | undefined {
    const slice = this.#slices.findLast((candidate) => candidate.kind === 'section' && candidate.name === name);
    if (slice === undefined || this.#conflictIn(slice) !== undefined) return undefined;
    const { entry, error } = this.#parse(slice);
    return error === undefined ? entry?.value : undefined;
  }

  /** What a YAML anchor names at a place: the last one of that name before it. */
  anchored(name: string, before: number): SyntaxNode | undefined {
    this.#anchors ??= anchorsIn(this.text);
    const places = this.#anchors.get(name)?.filter((place) => place < before) ?? [];
    for (const place of places.reverse()) {
      const node = this.#anchorAt(name, place);
      if (node !== undefined) return node;
    }
    return undefined;
  }

  #anchorAt(name: string, place: number): SyntaxNode | undefined {
    const before = this.#anchorNodes.get(place);
    if (before !== undefined) return before;
    const slice = this.#slices.findLast(({ start, end }) => start <= place && place < end);
    const { entry, error } = slice === undefined ? {} : this.#parse(slice);
    const node = entry === undefined || error !== undefined ? undefined : findAnchor(entry.value, name);
    if (node !== undefined) this.#anchorNodes.set(place, node);
    return node;
  }

  #parse(slice: Slice): Piece {
    const { before, after } = wrapping[this.format];
    const text = before + this.text.slice(slice.start, slice.end) + after;
    const { root, error } = this.#pieces.parse(this.format, text);
    const by = slice.start - before.length;
    const placed = root && shift(root, by);
    const [entry] = placed?.kind === 'map' ? placed.entries : [];
    return {
      ...(placed && { root: placed }),
      ...(entry && { entry }),
      ...(error && { error: { ...error, offset: error.offset + by } }),
    };
  }
}
