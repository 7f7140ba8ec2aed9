import type { S3Job } from '../../aws/activity';
import type { AccountSession } from '../session/accountSession';
import { jobsConsole } from '../shared/consoleLink';
import type { RowSubject } from '../shared/rowSubject';

/** A job is known by its id. It is read anew with all that can have changed. */
export function jobSubject(job: S3Job, session: AccountSession): RowSubject {
  const { id, region, createdResourceArn } = job;
  const consoleUrl = jobsConsole(region);
  return {
    id: `job ${region} ${id}`,
    label: id,
    region,
    name: id,
    ...(createdResourceArn !== undefined && { arn: createdResourceArn }),
    ...(consoleUrl !== undefined && { consoleUrl }),
    json: () => job,
    refresh: () => session.details.jobs.renew(),
  };
}
