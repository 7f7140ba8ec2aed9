import type { FailedCall } from '../reports/accountReport';

/** One line for each cause: a login that fails makes every call fail. */
export function errorLines(errors: readonly FailedCall[]): readonly string[] {
  const causes = new Map<string, { readonly regions: Set<string>; readonly actions: Set<string> }>();
  for (const { region, action, message } of errors) {
    const { regions, actions } = causes.get(message) ?? { regions: new Set(), actions: new Set() };
    causes.set(message, { regions: regions.add(region), actions: actions.add(action) });
  }
  return [...causes].map(([message, { regions, actions }]) =>
    [[...regions].join(', '), [...actions].toSorted().join(', '), message].join(': '),
  );
}
