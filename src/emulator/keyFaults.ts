import type { DeletedObject, DeleteObjectsOutput, ObjectIdentifier } from '@aws-sdk/client-s3';
import type { ResolvedCall } from './protocol';

/** The error code with which a key of a call for many keys fails; undefined where it goes through. */
export type KeyFault = (key: string) => string | undefined;

/** Lets some of the keys fail that one `DeleteObjects` names, as S3 does under load: the call itself succeeds. */
export function withKeyFault(fault: KeyFault | undefined, call: ResolvedCall): ResolvedCall {
  if (fault === undefined || call.operation.name !== 'DeleteObjects') {
    return call;
  }
  const failed: (ObjectIdentifier & { readonly Code: string })[] = [];
  return {
    operation: call.operation,
    async read() {
      const input = await call.read();
      const wanted = input['Delete'] as { readonly Objects: readonly ObjectIdentifier[] };
      const kept = wanted.Objects.filter((object) => {
        const Code = fault(object.Key ?? '');
        if (Code !== undefined) failed.push({ ...object, Code });
        return Code === undefined;
      });
      // A call without keys is none: what is left over then is a key that there is not.
      const Objects = kept.length > 0 ? kept : [{ Key: '\u0000nothing', VersionId: 'nothing' }];
      return { ...input, Delete: { ...wanted, Objects } };
    },
    write(output, requestId) {
      const { Deleted = [], Errors = [] } = output as DeleteObjectsOutput;
      const really = Deleted.filter(({ Key }: DeletedObject) => Key !== '\u0000nothing');
      const messages = failed.map((object) => ({ ...object, Message: 'We encountered an internal error.' }));
      return call.write({ ...output, Deleted: really, Errors: [...Errors, ...messages] }, requestId);
    },
  };
}
