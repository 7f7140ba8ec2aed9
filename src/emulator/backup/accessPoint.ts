import type { RecoveryPoint } from './recoveryPoint';

/** A way to read what a recovery point holds without restoring it. */
export interface AccessPoint {
  readonly name: string;
  readonly arn: string;
  readonly point: RecoveryPoint;
  /** The moment of a continuous recovery point that it shows. */
  readonly time: number | undefined;
  readonly createdAt: number;
  readonly alias: string;
  status: 'CREATING' | 'AVAILABLE' | 'DELETING';
}
