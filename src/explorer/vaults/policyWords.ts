import * as l10n from '@vscode/l10n';

/** One statement of a resource policy. Source: IAM user guide, policy elements. */
export interface PolicyStatement {
  readonly id?: string;
  readonly denies: boolean;
  /** Who may do what, or may not: "denies everybody: DeleteRecoveryPoint". */
  readonly words: string;
  /** The statement as it is written. */
  readonly json: object;
}

/** Actions and principals that fit in a row; the tooltip has all. */
const inRow = 3;

type Member = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Member {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Policies write one text, or a list of them. */
function textsOf(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => typeof item === 'string');
}

function some(items: readonly string[]): string {
  const more = items.length - inRow;
  const shown = items.slice(0, inRow).join(', ');
  return more > 0 ? l10n.t('{0} and {1} more', shown, more) : shown;
}

function principalWord(text: string): string {
  const account = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/u.exec(text)?.[1];
  if (account !== undefined) return l10n.t('account {0}', account);
  return text.startsWith('arn:') ? text.slice(text.lastIndexOf(':') + 1) : text;
}

function whoOf(principal: unknown): string | undefined {
  const named = isObject(principal) ? Object.values(principal).flatMap(textsOf) : textsOf(principal);
  if (named.length === 0) return undefined;
  return named.includes('*') ? l10n.t('everybody') : some(named.map(principalWord));
}

function principals({ Principal, NotPrincipal }: Member): string | undefined {
  const who = whoOf(Principal);
  if (who !== undefined) return who;
  const others = whoOf(NotPrincipal);
  return others && l10n.t('everybody but {0}', others);
}

function actionList(value: unknown): string | undefined {
  const actions = textsOf(value);
  if (actions.length === 0) return undefined;
  if (actions.some((action) => action === '*' || action === 'backup:*')) return l10n.t('everything');
  return some(actions.map((action) => action.replace(/^backup:/u, '')));
}

function actions({ Action, NotAction }: Member): string | undefined {
  const what = actionList(Action);
  if (what !== undefined) return what;
  const others = actionList(NotAction);
  return others && l10n.t('everything but {0}', others);
}

function conditionKeys({ Condition }: Member): readonly string[] {
  if (!isObject(Condition)) return [];
  return [...new Set(Object.values(Condition).flatMap((keys) => (isObject(keys) ? Object.keys(keys) : [])))];
}

/** @returns `undefined` for a statement that says something this program does not know. */
function wordsOf(statement: Member): string | undefined {
  const who = principals(statement);
  const what = actions(statement);
  if (who === undefined || what === undefined) return undefined;
  const keys = conditionKeys(statement);
  const when = keys.join(', ');
  switch (statement['Effect']) {
    case 'Deny':
      return keys.length === 0
        ? l10n.t('denies {0}: {1}', who, what)
        : l10n.t('denies {0}: {1}, depending on {2}', who, what, when);
    case 'Allow':
      return keys.length === 0
        ? l10n.t('allows {0}: {1}', who, what)
        : l10n.t('allows {0}: {1}, depending on {2}', who, what, when);
    default:
      return undefined;
  }
}

/** The policy as data, or as the text it is where that is no JSON. */
export function policyJson(policy: string): unknown {
  try {
    return JSON.parse(policy) as unknown;
  } catch {
    return policy;
  }
}

/**
 * What an access policy says, statement by statement.
 * @returns `undefined` where it is no policy in IAM's language.
 */
export function statementsOf(policy: string): readonly PolicyStatement[] | undefined {
  const document = policyJson(policy);
  const written = isObject(document) ? document['Statement'] : undefined;
  const statements: readonly unknown[] = Array.isArray(written) ? written : [written];
  const members = statements.filter(isObject);
  if (members.length === 0 || members.length < statements.length) return undefined;
  return members.map((statement) => {
    const { Sid: id } = statement;
    return {
      ...(typeof id === 'string' && id !== '' && { id }),
      denies: statement['Effect'] === 'Deny',
      words: wordsOf(statement) ?? l10n.t('see its text'),
      json: statement,
    };
  });
}
