import type { HttpHandlerUserInput } from '@smithy/core/protocols';

/** By which way logins go out. */
export interface LoginNetwork {
  readonly requestHandler: HttpHandlerUserInput;
  /** Instead of AWS's own. */
  readonly stsEndpoint?: string;
  /** Where roles are assumed that name no Region. */
  readonly region: string;
}
