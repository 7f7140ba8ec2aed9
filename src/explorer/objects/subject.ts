import type { AccountSession } from '../session/accountSession';
import type { RowSubject } from '../shared/rowSubject';
import { bucketArn, partitionOf } from '../../model/arn';
import type { ObjectsNode } from './nodes';
import { objectsId } from './nodes';

/** What a row of a bucket's objects stands for. */
export function objectsSubject(node: ObjectsNode, session: AccountSession): RowSubject | undefined {
  const { bucket, region } = node;
  const about = (key: string): Pick<RowSubject, 'id' | 'region' | 'refresh' | 'uri' | 'arn'> => ({
    id: objectsId(node),
    region,
    uri: `s3://${bucket}/${key}`,
    arn: `${bucketArn(bucket, partitionOf(region))}/${key}`,
    refresh: () => {
      session.forgetObjects(bucket, key);
      return Promise.resolve();
    },
  });
  switch (node.kind) {
    case 'objects':
      return { ...about(node.prefix), label: `${bucket}/${node.prefix}`, arn: `${about(node.prefix).arn ?? ''}*` };
    case 'object': {
      const { key } = node.history;
      return { ...about(key), label: key, name: key, json: () => ({ bucket, ...node.history }) };
    }
    case 'version': {
      const { version } = node;
      return {
        ...about(version.key),
        label: version.key,
        name: version.versionId,
        json: () => ({ bucket, ...version }),
      };
    }
    case 'more-objects':
      return undefined;
  }
}
