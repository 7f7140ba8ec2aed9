import { heredocLiterals, toExpression, unescapeQuoted } from './convertTemplate';
import type { PlainCursor } from './plainCursor';
import type { Expression } from './syntax';

/** Text that stands for itself, escapes aside. It ends before an interpolation and before what only looks like one. */
const quotedText = /(?:[^"\\\n$%]|\\["\\nrt]|[$%](?![$%]?\{))*/y;

const heredocText = /(?:[^\n$%]|[$%](?![$%]?\{))*/y;

const heredocOpening = /<<-?([A-Za-z_][\w-]*)\r?\n/y;

const indentation = /[ \t\r]*/y;

const lineEnd = /[ \t\r]*\n/y;

const interpolationStart = '${';

/** `"…"`, with the cursor behind it afterwards. */
export function readQuoted(cursor: PlainCursor, interpolation: () => Expression): Expression {
  const start = cursor.at;
  const parts: (string | Expression)[] = [];
  cursor.pass('"');
  while (!cursor.startsWith('"')) {
    if (cursor.startsWith(interpolationStart)) parts.push(interpolation());
    const literal = cursor.match(quotedText);
    if (literal !== '') parts.push(unescapeQuoted(literal));
    else if (!cursor.startsWith('"') && !cursor.startsWith(interpolationStart)) cursor.giveUp();
  }
  cursor.pass('"');
  return toExpression(parts, { start, end: cursor.at });
}

interface Interpolation {
  readonly start: number;
  readonly end: number;
  readonly expression: Expression;
}

/** Goes to the end of the current line of a heredoc and over it. */
function passLine(cursor: PlainCursor, interpolation: () => Expression): readonly Interpolation[] {
  const interpolations: Interpolation[] = [];
  for (;;) {
    cursor.match(heredocText);
    const start = cursor.at;
    if (!cursor.startsWith(interpolationStart)) break;
    const expression = interpolation();
    interpolations.push({ start, end: cursor.at, expression });
  }
  cursor.pass('\n');
  return interpolations;
}

/** `<<EOT` and all up to its end. */
export function readHeredoc(cursor: PlainCursor, interpolation: () => Expression): Expression {
  const { text, at: start } = cursor;
  heredocOpening.lastIndex = start;
  const [opening, marker] = heredocOpening.exec(text) ?? [];
  if (opening === undefined || marker === undefined) return cursor.giveUp();
  cursor.pass(opening);
  const interpolations: Interpolation[] = [];
  let line = cursor.at;
  cursor.match(indentation);
  while (!cursor.startsWith(marker)) {
    interpolations.push(...passLine(cursor, interpolation));
    line = cursor.at;
    cursor.match(indentation);
  }
  const content = { start: start + opening.length, end: line };
  cursor.pass(marker);
  const end = cursor.at;
  // Something else that begins with the same word.
  if (cursor.match(lineEnd) === '') cursor.giveUp();
  cursor.at = end;
  const literal = heredocLiterals(text, { start, content }, interpolations);
  const parts: (string | Expression)[] = [];
  let from = content.start;
  for (const one of interpolations) {
    parts.push(literal({ start: from, end: one.start }), one.expression);
    from = one.end;
  }
  parts.push(literal({ start: from, end: content.end }));
  return toExpression(
    parts.filter((part) => part !== ''),
    { start, end },
  );
}
