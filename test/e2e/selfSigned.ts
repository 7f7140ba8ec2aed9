import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate that no machine trusts by itself. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** Holds the authority that signed it. */
  readonly authorityFile: string;
}

/** Makes an authority and a certificate of it for a host. @returns `undefined` where the machine has no openssl. */
export function makeCertificate(folder: string, host: string): Certificate | undefined {
  const path = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { stdio: 'ignore' });
  };
  try {
    const forTwoDays = ['-nodes', '-days', '2', '-newkey', 'rsa:2048'];
    openssl(
      'req',
      '-x509',
      ...forTwoDays,
      '-subj',
      '/CN=S3 Backup test authority',
      '-keyout',
      path('ca.key'),
      '-out',
      path('ca.pem'),
    );
    openssl(
      'req',
      '-nodes',
      '-newkey',
      'rsa:2048',
      '-subj',
      `/CN=${host}`,
      '-keyout',
      path('host.key'),
      '-out',
      path('host.csr'),
    );
    writeFileSync(path('host.ext'), `subjectAltName=DNS:${host}\n`);
    openssl(
      'x509',
      '-req',
      '-days',
      '2',
      '-in',
      path('host.csr'),
      '-CA',
      path('ca.pem'),
      '-CAkey',
      path('ca.key'),
      '-CAcreateserial',
      '-extfile',
      path('host.ext'),
      '-out',
      path('host.pem'),
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return {
    key: readFileSync(path('host.key'), 'utf8'),
    cert: readFileSync(path('host.pem'), 'utf8'),
    authorityFile: path('ca.pem'),
  };
}
