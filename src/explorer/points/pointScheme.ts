/** Of addresses of what a backup access point shows. */
export const pointScheme = 's3backup-point';
