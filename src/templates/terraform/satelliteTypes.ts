/** The resources that hold settings of a bucket and stand beside it. */
export const satelliteTypes = [
  'aws_s3_bucket_versioning',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_object_lock_configuration',
  'aws_s3_bucket_replication_configuration',
  'aws_s3_bucket_notification',
  'aws_s3_bucket_logging',
] as const;

export type SatelliteType = (typeof satelliteTypes)[number];
