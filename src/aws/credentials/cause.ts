import * as l10n from '@vscode/l10n';
/** Why there are no credentials, or why AWS does not take them. Each has a next step of its own. */
export type CredentialCause =
  | { readonly kind: 'no-profile'; readonly profile: string }
  /** What the shared files say of the profile cannot be used. */
  | { readonly kind: 'broken-profile'; readonly profile: string; readonly why: string }
  /** Profiles that get their credentials from each other; the first is named again at the end. */
  | { readonly kind: 'cycle'; readonly profiles: readonly string[] }
  /** There is no login to IAM Identity Center, or it has ended. */
  | { readonly kind: 'sso-login'; readonly profile: string }
  | { readonly kind: 'sso-access'; readonly profile: string; readonly account: string; readonly role: string }
  /** There is no login by `aws login`, or it has ended. */
  | { readonly kind: 'console-login'; readonly profile: string }
  | { readonly kind: 'process'; readonly profile: string; readonly detail: string }
  | { readonly kind: 'programs-off'; readonly profile: string }
  /** A code of an MFA device is needed, and was not given. */
  | { readonly kind: 'mfa-code'; readonly profile: string; readonly device: string }
  | { readonly kind: 'mfa-refused'; readonly profile: string; readonly device: string }
  | { readonly kind: 'role'; readonly profile: string; readonly role: string; readonly detail: string }
  | { readonly kind: 'web-identity'; readonly profile: string; readonly detail: string }
  | { readonly kind: 'no-environment' }
  | { readonly kind: 'no-metadata'; readonly detail: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'rejected'; readonly detail: string };

/** There are no credentials, for a cause that a person can do something about. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
  readonly reason: CredentialCause;

  constructor(reason: CredentialCause) {
    const { words, detail } = describeCause(reason);
    super(detail === undefined ? words : `${words}: ${detail}`);
    this.reason = reason;
  }
}

interface Words {
  readonly words: string;
  /** What somebody else said of it. */
  readonly detail?: string;
  /** What a person can do about it, as a sentence. */
  readonly next: string;
}

type OfKind<Kind extends CredentialCause['kind']> = Extract<CredentialCause, { kind: Kind }>;

function correctFiles(): string {
  return l10n.t('Correct the AWS configuration files, or choose another profile.');
}

const wording: { readonly [Kind in CredentialCause['kind']]: (cause: OfKind<Kind>) => Words } = {
  'no-profile': ({ profile }) => ({
    words: l10n.t('there is no profile {0} in the AWS configuration files', profile),
    next: correctFiles(),
  }),
  'broken-profile': ({ profile, why }) => ({
    words: l10n.t('the profile {0} cannot be used', profile),
    detail: why,
    next: correctFiles(),
  }),
  cycle: ({ profiles }) => ({
    words: l10n.t('profiles take their credentials from each other: {0}', profiles.join(' → ')),
    next: correctFiles(),
  }),
  'sso-login': (cause) => ({
    words: l10n.t('the profile {0} needs a login', cause.profile),
    next: l10n.t('Run {0} in a terminal.', ssoLogin(cause.profile)),
  }),
  'sso-access': ({ account, role }) => ({
    words: l10n.t('the login has no access to {0} in account {1}', role, account),
    next: l10n.t('Ask for access, or choose another profile.'),
  }),
  'console-login': (cause) => ({
    words: l10n.t('the profile {0} needs a login', cause.profile),
    next: l10n.t('Run {0} in a terminal.', consoleLogin(cause.profile)),
  }),
  process: ({ profile, detail }) => ({
    words: l10n.t('the credential process of {0} failed', profile),
    detail,
    next: l10n.t('Run the program in a terminal to see what it needs, then try again.'),
  }),
  'programs-off': ({ profile }) => ({
    words: l10n.t('the profile {0} runs a program, and this workspace is not trusted', profile),
    next: l10n.t('Trust the workspace, or choose another profile.'),
  }),
  'mfa-code': ({ profile, device }) => ({
    words: l10n.t('the profile {0} needs a code of {1}', profile, device),
    next: l10n.t('Enter the code.'),
  }),
  'mfa-refused': ({ device }) => ({
    words: l10n.t('AWS did not accept the code of {0}', device),
    next: l10n.t('Wait for the next code and enter it.'),
  }),
  role: ({ role, detail }) => ({
    words: l10n.t('the role {0} cannot be assumed', role),
    detail,
    next: l10n.t('Allow sts:AssumeRole on both sides, or choose another profile.'),
  }),
  'web-identity': ({ profile, detail }) => ({
    words: l10n.t('the web identity of {0} was not accepted', profile),
    detail,
    next: l10n.t('Renew the token file, then try again.'),
  }),
  'no-environment': () => ({
    words: l10n.t('the environment of the program has no AWS credentials'),
    next: l10n.t('Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY where the program is started, or choose a profile.'),
  }),
  'no-metadata': ({ detail }) => ({
    words: l10n.t('this machine gives no credentials of a container or instance role'),
    detail,
    next: l10n.t('Choose a profile instead.'),
  }),
  expired: () => ({
    words: l10n.t('the credentials have expired'),
    next: l10n.t('Renew them where you got them, then try again.'),
  }),
  rejected: ({ detail }) => ({
    words: l10n.t('AWS does not know the credentials'),
    detail,
    next: l10n.t('Check the keys, and that the Region is enabled for the account, or choose another profile.'),
  }),
};

/** What happened, in a few words, and what to do next. */
export function describeCause(cause: CredentialCause): Words {
  // The table has a function for each kind that takes just that kind; TypeScript cannot tie the two by itself.
  return (wording[cause.kind] as (cause: CredentialCause) => Words)(cause);
}

/** The command of the AWS CLI that logs in, where that is what is needed. It opens a browser, so it is never run unasked. */
export function loginCommand(cause: CredentialCause): string | undefined {
  switch (cause.kind) {
    case 'sso-login':
      return ssoLogin(cause.profile);
    case 'console-login':
      return consoleLogin(cause.profile);
    default:
      return undefined;
  }
}

function ssoLogin(profile: string): string {
  return `aws sso login --profile ${quoted(profile)}`;
}

function consoleLogin(profile: string): string {
  return `aws login --profile ${quoted(profile)}`;
}

/** A name of a profile may hold anything; what a shell would not take as it is goes into quotes. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `"${text.replaceAll(/["$`\\!\p{Cc}]/gu, '')}"`;
}
