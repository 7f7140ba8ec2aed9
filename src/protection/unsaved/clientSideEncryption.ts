/**
 * How an object says that it was encrypted before it came to S3. `instruction-file` is the companion that holds what
 * is needed to decrypt another object. Source: AWS encryption SDK specification, S3 encryption, content metadata.
 */
export type EncryptionFormat = 'V1' | 'V2' | 'V3' | 'V3-instruction-file' | 'instruction-file';

/**
 * Recognises what the S3 encryption clients write. Other ways of encrypting before the upload leave no trace.
 *
 * @param metadata User metadata without `x-amz-meta-`, in lower case.
 * @returns undefined where nothing tells of it.
 */
export function encryptionFormat(metadata: Readonly<Record<string, string>>): EncryptionFormat | undefined {
  const has = (...names: readonly string[]): boolean => names.every((name) => Object.hasOwn(metadata, name));
  if (has('x-amz-crypto-instr-file')) return 'instruction-file';
  if (has('x-amz-3', 'x-amz-d', 'x-amz-i')) return 'V3';
  // With an instruction file only these stay on the object itself.
  if (has('x-amz-c', 'x-amz-d', 'x-amz-i')) return 'V3-instruction-file';
  if (has('x-amz-iv', 'x-amz-key-v2')) return 'V2';
  if (has('x-amz-iv', 'x-amz-key')) return 'V1';
  return undefined;
}

const suffix = '.instruction';

/** The key of the object that an instruction file belongs to, by the name that the encryption clients give it. */
export function objectOfInstructionFile(key: string): string | undefined {
  return key.endsWith(suffix) && key.length > suffix.length ? key.slice(0, -suffix.length) : undefined;
}
