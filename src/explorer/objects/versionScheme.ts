/** Of the addresses of versions in the editor. */
export const versionScheme = 's3backup-version';
