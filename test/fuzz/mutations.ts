import fc from 'fast-check';

/** Something that happens to a text while people work on it, at a place between its start (0) and its end (1). */
type Mutation = (text: string) => string;

const place = fc.double({ min: 0, max: 1, noNaN: true });

/** What somebody may type, paste or leave behind. */
const fragments = [
  ...['{', '}', '[', ']', '(', ')', '"', "'", '${', '%{', '<<EOT\n', '<<-EOT\n', 'EOT\n', '/*', '*/', '#', '//', ','],
  ...[
    '=',
    ':',
    '- ',
    '-',
    '!Ref',
    '!If [',
    '&a ',
    '*a',
    '<<: *a\n',
    '\t',
    '\r',
    '\r\n',
    '\0',
    '\uFEFF',
    '\uD83E',
    '🪣',
  ],
  ...['<<<<<<< HEAD\n', '=======\n', '>>>>>>> other\n', '\n', '\n\n', '|\n', '>-\n', '---\n', '?', 'null', '\\'],
  ...[
    'resource "aws_s3_bucket" "',
    'resource "',
    'locals {\n',
    'module "m" {\n',
    '  Type: AWS::S3::Bucket\n',
    '"Type": ',
  ],
  ...['count = ', 'for_each = ', 'dynamic "', 'Fn::If:', 'Condition: ', '__proto__', 'Properties:', 'Resources:\n'],
] as const;

function lineAt(text: string, at: number): { readonly lines: string[]; readonly index: number } {
  const lines = text.split('\n');
  return { lines, index: Math.min(lines.length - 1, Math.floor(at * lines.length)) };
}

function onLines(change: (lines: string[], index: number) => void): (at: number) => Mutation {
  return (at) => (text) => {
    const { lines, index } = lineAt(text, at);
    change(lines, index);
    return lines.join('\n');
  };
}

/** One of them. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  place.map(onLines((lines, index) => lines.splice(index, 1))),
  place.map(onLines((lines, index) => lines.splice(index, 0, lines[index] ?? ''))),
  place.map(onLines((lines, index) => lines.splice(index, 2, ...lines.slice(index, index + 2).reverse()))),
  place.map(onLines((lines, index) => (lines[index] = ` ${lines[index] ?? ''}`))),
  place.map(onLines((lines, index) => (lines[index] = (lines[index] ?? '').trimStart()))),
  place.map((at) => (text: string) => text.slice(0, Math.floor(at * text.length))),
  fc.tuple(place, fc.nat(40)).map(([at, length]) => (text: string) => {
    const start = Math.floor(at * text.length);
    return text.slice(0, start) + text.slice(start + length);
  }),
  fc.tuple(place, fc.constantFrom(...fragments)).map(([at, fragment]) => (text: string) => {
    const start = Math.floor(at * text.length);
    return text.slice(0, start) + fragment + text.slice(start);
  }),
);

/** Changes what stands below the first line. Without its first line a block belongs to what is above it. */
export function belowFirstLine(text: string, change: (text: string) => string): string {
  const body = text.indexOf('\n') + 1;
  return text.slice(0, body) + change(text.slice(body));
}

/** Some mutations one after the other. */
export const mutations: fc.Arbitrary<Mutation> = fc
  .array(mutation, { minLength: 1, maxLength: 4 })
  .map((all) => (text: string) => all.reduce((before, change) => change(before), text));
