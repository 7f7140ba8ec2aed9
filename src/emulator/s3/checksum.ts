/** Checksums as S3's requests and answers name them. */
export interface ChecksumMembers {
  ChecksumCRC32?: string | undefined;
  ChecksumCRC32C?: string | undefined;
  ChecksumCRC64NVME?: string | undefined;
  ChecksumSHA1?: string | undefined;
  ChecksumSHA256?: string | undefined;
}

const names = ['ChecksumCRC32', 'ChecksumCRC32C', 'ChecksumCRC64NVME', 'ChecksumSHA1', 'ChecksumSHA256'] as const;

/** The checksum a writer sent, by its name. */
export function checksumSent(input: Readonly<ChecksumMembers>): readonly [name: string, value: string] | undefined {
  for (const name of names) {
    const value = input[name];
    if (value !== undefined) {
      return [name, value];
    }
  }
  return undefined;
}

export function checksumMembers(checksum: readonly [name: string, value: string] | undefined): ChecksumMembers {
  return checksum === undefined ? {} : { [checksum[0]]: checksum[1] };
}
