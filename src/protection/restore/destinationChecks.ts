import * as l10n from '@vscode/l10n';
import { ask, valueOf } from '../../model/fact';
import { bucketNameProblem } from './bucketName';
import type { Check } from '../check';
import { cannotTell, flaw, ok, stop } from '../check';
import type { DestinationFacts, RestoreFacts } from './facts';
import type { RestoreRequest } from './request';

/** Whether the data can go where it is to go. Source: AWS Backup developer guide, restoring S3 data. */
export function destinationChecks(request: RestoreRequest, { destination }: RestoreFacts): readonly Check[] {
  return request.destination.kind === 'new' ? newChecks(request, destination) : existingChecks(request, destination);
}

function newChecks(
  { destination: { bucket }, restoresAcls, scope }: RestoreRequest,
  facts: DestinationFacts,
): readonly Check[] {
  const problem = bucketNameProblem(bucket);
  if (problem !== undefined) return [stop(problem, l10n.t('Choose another name.'))];
  const acls = l10n.t('Whether AWS Backup turns ACLs on in a bucket that it makes is not documented.');
  return [
    nameCheck(bucket, facts),
    ...(restoresAcls
      ? [
          {
            kind: 'cannot-tell' as const,
            what: acls,
            next: l10n.t('Choose a bucket with ACLs enabled, or restore without them.'),
          },
        ]
      : []),
    ...(scope.kind === 'items' ? severalJobsChecks(scope.items.length) : []),
  ];
}

function nameCheck(bucket: string, { region }: DestinationFacts): Check {
  if (region.state === 'absent') {
    return ok(
      l10n.t('No bucket is called {0}: AWS Backup makes it, with versioning, in the name of the role.', bucket),
    );
  }
  if (region.state === 'known') {
    return stop(
      l10n.t('There is a bucket {0} already.', bucket),
      l10n.t('Choose another name, or choose it as an existing one.'),
    );
  }
  if (region.state === 'denied') {
    return {
      kind: 'cannot-tell',
      what: l10n.t(
        'Whether the name {0} is free is not known: S3 may not tell, or it belongs to somebody else.',
        bucket,
      ),
      next: l10n.t('The job fails if there is such a bucket. Names with your own prefix are safer.'),
    };
  }
  return cannotTell(l10n.t('Whether the name {0} is free is not known.', bucket), region);
}

function severalJobsChecks(items: number): readonly Check[] {
  if (items <= 5) return [];
  return [
    {
      kind: 'cannot-tell',
      what: l10n.t(
        'This takes several jobs, and the first makes the bucket. Whether the others take it then is not documented.',
      ),
      next: l10n.t('If they fail, restore the rest into it as an existing bucket.'),
    },
  ];
}

function existingChecks(request: RestoreRequest, facts: DestinationFacts): readonly Check[] {
  const {
    origin,
    destination: { bucket },
  } = request;
  if (facts.region.state === 'absent') {
    return [stop(l10n.t('There is no bucket {0}.', bucket), l10n.t('Choose another one, or a new one.'))];
  }
  const region = valueOf(facts.region);
  if (region !== undefined && region !== origin.region) {
    return [
      stop(
        l10n.t('The bucket {0} is in {1}, the recovery point in {2}.', bucket, region, origin.region),
        l10n.t('Choose a bucket of {0}, or copy the recovery point to {1} first.', origin.region, region),
      ),
    ];
  }
  const where =
    region === undefined
      ? cannotTell(l10n.t('Whether the bucket {0} is in {1} is not known.', bucket, origin.region), facts.region)
      : ok(l10n.t('The bucket {0} is in the Region of the recovery point.', bucket));
  return [where, versioningCheck(bucket, facts), ...aclChecks(request, facts)];
}

function versioningCheck(bucket: string, { versioning }: DestinationFacts): Check {
  switch (ask(versioning, (status) => status === 'enabled')) {
    case 'yes':
      return ok(l10n.t('Versioning of {0} is enabled.', bucket));
    case 'no':
      return stop(
        l10n.t('Versioning of {0} is not enabled. AWS Backup restores only into buckets with versioning.', bucket),
        l10n.t('Enable it, or choose another bucket.'),
      );
    case 'unknown':
      return cannotTell(
        l10n.t('Whether versioning of {0} is enabled is not known. The job fails if not.', bucket),
        versioning,
      );
  }
}

function aclChecks(
  { restoresAcls, destination: { bucket } }: RestoreRequest,
  facts: DestinationFacts,
): readonly Check[] {
  if (!restoresAcls) return [];
  return [ownershipCheck(bucket, facts), ...publicAccessChecks(bucket, facts)];
}

function ownershipCheck(bucket: string, { aclsEnabled }: DestinationFacts): Check {
  switch (ask(aclsEnabled, (enabled) => enabled)) {
    case 'yes':
      return ok(l10n.t('ACLs are enabled in {0}.', bucket));
    case 'no':
      return stop(
        l10n.t('ACLs are off in {0} (bucket owner enforced): the job would fail.', bucket),
        l10n.t('Restore without ACLs, or enable them in its object ownership.'),
      );
    case 'unknown':
      return cannotTell(
        l10n.t('Whether ACLs are enabled in {0} is not known. The job fails if not.', bucket),
        aclsEnabled,
      );
  }
}

function publicAccessChecks(bucket: string, { blocksPublicAcls }: DestinationFacts): readonly Check[] {
  switch (ask(blocksPublicAcls, (blocks) => blocks)) {
    case 'yes':
      return [
        flaw(
          l10n.t(
            '{0} blocks public access: objects with public ACLs do not come back, and the job is COMPLETED all the same.',
            bucket,
          ),
          l10n.t('Restore without ACLs, or check afterwards what is missing.'),
        ),
      ];
    case 'no':
      return [];
    case 'unknown':
      return [
        cannotTell(
          l10n.t('Whether {0} blocks public access is not known. Objects with public ACLs would be missing.', bucket),
          blocksPublicAcls,
        ),
      ];
  }
}
