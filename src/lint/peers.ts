import { catalogue } from '../rules/catalogue';
import type { Suppressed } from './result';

/** Linters whose suppressions are honoured for the rules that mean the same. */
export type Peer = 'checkov' | 'bridgecrew' | 'cortex' | 'tfsec' | 'trivy' | 'guard' | 'cdk_nag' | 'cfn_nag';

/** A suppression, and the rules of ours that it silences. */
export interface Silence extends Suppressed {
  readonly rules: readonly string[];
}

/**
 * Other names of the ids that rules call equal. Sources: trivy-checks (`aws-s3-enable-versioning`, before that tfsec's
 * AWS077), cdk-nag (`<pack>-S3BucketVersioningEnabled`).
 */
const aliases: Readonly<Record<string, readonly string[]>> = {
  'AWS-0090': ['AVD-AWS-0090', 'aws-s3-enable-versioning', 'AWS077'],
  S3_BUCKET_VERSIONING_ENABLED: ['S3BucketVersioningEnabled'],
};

function plain(id: string): string {
  return id.trim().toLowerCase();
}

const rulesByEqual = new Map<string, readonly string[]>();
for (const { id: rule, equals } of catalogue) {
  for (const name of equals.flatMap((equal) => [equal, ...(aliases[equal] ?? [])])) {
    rulesByEqual.set(plain(name), [...(rulesByEqual.get(plain(name)) ?? []), rule]);
  }
}

/** Our rules that mean what a peer's id means. */
function rulesOf(peer: Peer, id: string): readonly string[] {
  // cdk-nag names the pack before the rule: `HIPAA.Security-S3BucketVersioningEnabled`.
  const name = peer === 'cdk_nag' ? id.slice(id.indexOf('-') + 1) : id;
  return rulesByEqual.get(plain(name)) ?? [];
}

/** Our rules that mean what a check of another linter means, by its id, under whatever name it is reported. */
export function rulesEqualTo(id: string): readonly string[] {
  return rulesByEqual.get(plain(id)) ?? [];
}

/** @returns `undefined` where no rule of ours means the same. */
export function peerSuppression(peer: Peer, written: string, id: string, reason: string): Silence | undefined {
  const rules = rulesOf(peer, id);
  return rules.length === 0 ? undefined : { by: `${peer}:${written}`, rules, reason: reason.trim() };
}

const skips = /(checkov|bridgecrew|cortex):skip=\s*([A-Za-z0-9_-]+(?:\s*,\s*[A-Za-z0-9_-]+)*)(?:[:\s]+(.*))?/g;
const ignores = /(tfsec|trivy):ignore:([A-Za-z0-9_-]+)((?:\[[^\]]*\])|(?::(?:exp|ws):[\w.*-]+)*)(?=[\s:]|$)/g;

function* skipsIn(line: string): Generator<Silence | undefined> {
  for (const [, peer, ids = '', reason = ''] of line.matchAll(skips)) {
    for (const id of ids.split(',').map((name) => name.trim())) {
      yield peerSuppression(peer as Peer, `skip=${id}`, id, reason);
    }
  }
}

/** Whether an ignore of trivy applies: one that has expired, or is for one workspace or value only, does not. */
function applies(conditions: string, today: string): boolean {
  if (conditions.startsWith('[') || conditions.includes(':ws:')) return false;
  const expiry = /:exp:([\w.*-]+)/.exec(conditions)?.[1];
  return expiry === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(expiry) && today <= expiry);
}

function* ignoresIn(line: string, today: string): Generator<Silence | undefined> {
  const all = [...line.matchAll(ignores)];
  const last = all.at(-1);
  const reason = last === undefined ? '' : line.slice(last.index + last[0].length).replace(/^[\s:-]+/, '');
  for (const [, peer, id = '', conditions = ''] of all) {
    if (applies(conditions, today)) yield peerSuppression(peer as Peer, `ignore:${id}`, id, reason);
  }
}

/** A cheap look, before lines are taken apart. */
export function mayHoldPeers(text: string): boolean {
  return text.includes(':skip=') || text.includes(':ignore:');
}

/**
 * Reads the peers' suppressions of one line.
 * @param comment The text of the comment, with or without what starts it.
 * @param today `YYYY-MM-DD`: ignores may expire.
 */
export function peersIn(comment: string, today: string): readonly Silence[] {
  return [...skipsIn(comment), ...ignoresIn(comment, today)].filter((found) => found !== undefined);
}
