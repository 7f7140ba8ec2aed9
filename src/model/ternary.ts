/** An answer that may not be known. Unknown is a value of its own: it never stands for `no`. */
export type Ternary = 'yes' | 'no' | 'unknown';

export function ternary(value: boolean): Ternary {
  return value ? 'yes' : 'no';
}

/** `yes` if any is, else `unknown` if any is, else `no`. */
export function anyOf(answers: Iterable<Ternary>): Ternary {
  let result: Ternary = 'no';
  for (const answer of answers) {
    if (answer === 'yes') return 'yes';
    if (answer === 'unknown') result = 'unknown';
  }
  return result;
}

/** `no` if any is, else `unknown` if any is, else `yes`. */
export function allOf(answers: Iterable<Ternary>): Ternary {
  let result: Ternary = 'yes';
  for (const answer of answers) {
    if (answer === 'no') return 'no';
    if (answer === 'unknown') result = 'unknown';
  }
  return result;
}

export function negate(answer: Ternary): Ternary {
  switch (answer) {
    case 'yes':
      return 'no';
    case 'no':
      return 'yes';
    case 'unknown':
      return 'unknown';
  }
}
