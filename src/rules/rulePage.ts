/** Where the source and the documentation are. */
export const homePage = 'https://github.com/s3-backup-explorer/s3-backup-explorer';

/** The page that explains a rule: why, examples, the fix. */
export function rulePage(rule: string): string {
  return `${homePage}/blob/main/docs/rules/${rule}.md`;
}
