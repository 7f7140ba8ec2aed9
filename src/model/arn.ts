/** The parts of an Amazon Resource Name. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** @returns the parts, or `undefined` where the text is no ARN. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, account, ...resource] = text.split(':');
  if (prefix !== 'arn' || !partition || !service || region === undefined || account === undefined) return undefined;
  if (resource.length === 0) return undefined;
  return { partition, service, region, account, resource: resource.join(':') };
}

/** The partition a Region belongs to. Source: the endpoint data of the AWS SDKs. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  if (region.startsWith('us-isob-')) return 'aws-iso-b';
  if (region.startsWith('eu-isoe-')) return 'aws-iso-e';
  if (region.startsWith('us-isof-')) return 'aws-iso-f';
  if (region.startsWith('us-iso-')) return 'aws-iso';
  return 'aws';
}

/** A bucket's ARN; it names neither Region nor account. */
export function bucketArn(name: string, partition = 'aws'): string {
  return `arn:${partition}:s3:::${name}`;
}

/** The bucket that an S3 ARN names, or `undefined` for any other ARN and for objects. */
export function bucketOfArn(arn: string): string | undefined {
  const parsed = parseArn(arn);
  if (parsed?.service !== 's3' || parsed.resource === '' || parsed.resource.includes('/')) return undefined;
  return parsed.resource;
}
