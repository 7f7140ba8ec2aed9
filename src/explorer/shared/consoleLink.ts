import { parseArn, partitionOf } from '../../model/arn';
import type { ExplanationStep } from '../../verdict/explanation';

/** The console of each partition that is on the open internet. Source: AWS general reference, partitions. */
const consoles: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** The console keeps a Region's pages under the Region's own name; in GovCloud and China under one name for all. */
function regional(region: string, path: string): string | undefined {
  const partition = partitionOf(region);
  const host = consoles[partition];
  if (host === undefined) return undefined;
  return `https://${partition === 'aws' ? `${region}.` : ''}${host}/${path}`;
}

function backup(region: string, page: string): string | undefined {
  return regional(region, `backup/home?region=${region}#/${page}`);
}

/** @returns `undefined`, as all of these, where the Region's console is not on the open internet. */
export function bucketConsole(name: string, region: string): string | undefined {
  return regional(region, `s3/buckets/${encodeURIComponent(name)}?region=${region}`);
}

export function vaultConsole(name: string, region: string): string | undefined {
  return backup(region, `backupvaults/details/${encodeURIComponent(name)}`);
}

export function planConsole(id: string, region: string): string | undefined {
  return backup(region, `backupplan/details/${encodeURIComponent(id)}`);
}

export function pointConsole(arn: string, vault: string, region: string): string | undefined {
  return backup(region, `backupvaults/details/${encodeURIComponent(vault)}/${encodeURIComponent(arn)}`);
}

export function jobsConsole(region: string): string | undefined {
  return backup(region, 'jobs');
}

/** What a step of an explanation looked at. */
export function aboutConsole({ kind, id }: NonNullable<ExplanationStep['about']>, region: string): string | undefined {
  return kind === 'role' ? roleConsole(id) : planConsole(id, region);
}

/** Roles are in no Region. */
export function roleConsole(arn: string): string | undefined {
  const { partition = '', resource = '' } = parseArn(arn) ?? {};
  const host = consoles[partition];
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  return host === undefined || name === '' ? undefined : `https://${host}/iam/home#/roles/${encodeURIComponent(name)}`;
}
