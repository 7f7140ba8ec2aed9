/** How the names of texts end that are tried; the JSON schema of selections is for these. */
export const trialEnding = '.s3backup-selection.json';
