/**
 * An input as it arrives: what AWS requires is there. The SDK's own types let a required member be undefined.
 */
export type Received<T> = T extends Date | Uint8Array | string | number | boolean | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? Received<Item>[]
    : T extends object
      ? { [Key in keyof T]: object extends Pick<T, Key> ? Received<T[Key]> : Received<Exclude<T[Key], undefined>> }
      : T;
