import type { Estate } from '../model/estate';
import type { Finding } from '../model/finding';
import { isAtLeast } from '../model/finding';
import { coverageOf } from '../protection/coverage';
import { capturesChanges, newestRestorable } from '../protection/recovery';
import type { Case, Decision } from './case';
import { reasonOf } from './case';
import type { Evidence } from './evidence';
import { nameOf } from '../protection/explain';
import { failing, withIssues } from './failing';
import { findingsOn } from './findings';
import { freshness } from './freshness';
import { gapOfSupport, gapsOfFindings } from './gaps';
import { notSelected, unsupported } from './selected';
import type { Reason, Status } from './status';

export interface Assessment {
  readonly status: Status;
  /** Why, the gravest first. Empty for a bucket that is protected and lacks nothing. */
  readonly reasons: readonly Reason[];
  /** The newest moment that the bucket can be brought back to. */
  readonly newestRestorable?: Date;
  /** Names of the plans whose selections cover the bucket. */
  readonly selectedBy: readonly string[];
}

const gravity = { error: 0, warning: 1, info: 2, hint: 3 } as const;

function gravestFirst(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.toSorted((one, other) => gravity[one.severity] - gravity[other.severity]);
}

/** Nothing stands against it but, perhaps, a finding; "protected" may be said only where nothing is left unread. */
function selectedAndFresh(situation: Case, findings: readonly Finding[]): Decision {
  const issues = withIssues(situation.evidence.jobs);
  if (issues.length > 0 || findings.some((finding) => isAtLeast(finding.severity, 'warning'))) {
    return { status: 'at-risk', reasons: issues };
  }
  const unread = gapsOfFindings(situation);
  return unread.length > 0 ? { status: 'unknown', reasons: unread } : { status: 'protected', reasons: [] };
}

function decide(situation: Case, findings: readonly Finding[]): Decision {
  const decision =
    unsupported(situation) ??
    notSelected(situation) ??
    failing(situation, findings) ??
    freshness(situation) ??
    selectedAndFresh(situation, findings);
  if (decision.status === 'unsupported') return decision;
  // It comes first, and nothing that is said of the bucket would hold.
  const gap = gapOfSupport(situation);
  return gap.length === 0 ? decision : { status: 'unknown', reasons: [...decision.reasons, ...gap] };
}

/**
 * Decides the status of a bucket, with its reasons and the next step. The first that applies, in the order of
 * {@link Status}; a fact that could not be read makes it `unknown` only where it could still change the answer.
 */
export function assess(estate: Estate, evidence: Evidence, now: Date): Assessment {
  const coverage = coverageOf(evidence.bucket, estate);
  const situation: Case = { estate, evidence, coverage, now };
  const findings = findingsOn(situation);
  const { status, reasons } = decide(situation, findings);
  const told = new Set(reasons.map(({ message }) => message));
  const further = [...findings.map(reasonOf), ...gapsOfFindings(situation)].filter(({ message }) => !told.has(message));
  const points = evidence.points.state === 'known' ? evidence.points.value : [];
  const newest = newestRestorable(points, now, capturesChanges(evidence.bucket));
  return {
    status,
    reasons: [...reasons, ...gravestFirst(further)],
    ...(newest && { newestRestorable: newest }),
    selectedBy: [...new Set(coverage.covering.map((match) => nameOf(match, estate)))],
  };
}
