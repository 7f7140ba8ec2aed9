/** Where the pages of the rules can be read. */
const pages = 'https://github.com/s3-backup-explorer/s3-backup-explorer/blob/main/docs/rules';

/** The page that explains a rule: why, examples, the fix. */
export function rulePage(rule: string): string {
  return `${pages}/${rule}.md`;
}
