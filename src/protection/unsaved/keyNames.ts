/** Whether XML 1.0 has this character. Half a surrogate pair is none. Source: XML 1.0, production 2. */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || code >= 0x1_0000;
}

/**
 * Whether AWS Backup is sure to take an object of this key: others than those of XML 1.0 characters may be left out.
 * Source: AWS Backup developer guide, S3 backups.
 */
export function isBackedUpName(key: string): boolean {
  return Array.from(key).every((char) => isXmlCharacter(char.codePointAt(0) ?? 0));
}

/** The key with the other characters written as `\u{1}`, so that a person can see them. */
export function visibleKey(key: string): string {
  const visible = (char: string): string => {
    const code = char.codePointAt(0) ?? 0;
    return isXmlCharacter(code) && code >= 0x20 ? char : `\\u{${code.toString(16)}}`;
  };
  return Array.from(key, visible).join('');
}
