/** Where a command writes. Only its report goes to `stdout`; everything said beside it goes to `stderr`. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}
