import type { Check } from '../protection/check';

/** A check as an item of a Markdown list. */
export function checkItem(check: Check): string {
  switch (check.kind) {
    case 'ok':
      return `- ✓ ${check.what}`;
    case 'problem':
      return `- ${check.stops ? '✗' : '!'} ${check.what} ${check.next}`;
    case 'cannot-tell':
      return `- ? ${check.what} ${check.next}`;
  }
}
