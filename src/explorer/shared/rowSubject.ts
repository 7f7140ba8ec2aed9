/** What a row stands for: what can be copied of it, where else it can be looked at, and how it is read anew. */
export interface RowSubject {
  /** Sets it apart from all others of the account. */
  readonly id: string;
  /** What a person calls it: titles of documents, and rows of a list to choose from. */
  readonly label: string;
  readonly region?: string;
  /** What "Copy Name" copies: the name, or the id of what has none. */
  readonly name?: string;
  readonly arn?: string;
  /** `s3://…`, as the AWS CLI takes it. */
  readonly uri?: string;
  /** Its page in the AWS console. */
  readonly consoleUrl?: string;
  /** All that is known of it, as plain data with its as-of time. */
  readonly json?: () => unknown;
  /** Reads it anew. What is drawn of it is drawn again by the caller. */
  readonly refresh?: () => Promise<void>;
}

const marked = ['name', 'arn', 'uri', 'consoleUrl', 'json', 'refresh'] as const;

/** What menus ask for, to be put behind the kind of a row: "+name+arn". */
export function markersOf(subject: RowSubject): string {
  return marked.flatMap((member) => (subject[member] === undefined ? [] : `+${member}`)).join('');
}
