import type { InProcessAccount } from '../aws/connection';
import { createSampleAccount } from '../emulator/account';

/** The sample account, for as long as the window lives. */
export function createSample(): InProcessAccount {
  const account = createSampleAccount();
  return { requestHandler: account, regions: ['eu-west-1', 'us-east-1'], now: () => new Date(account.clock.now()) };
}
