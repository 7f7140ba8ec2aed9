/** ARNs, which are shown; access key ids; and long runs of the letters that keys and tokens are made of. */
const runs = /arn:[^\s"'<>]+|\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b|[A-Za-z0-9+/=_-]{36,}/gu;

/** A text of somebody else, without what may be a key or a token. */
export function redact(text: string): string {
  return text.replaceAll(runs, (run) => {
    if (run.startsWith('arn:')) return run;
    return /[A-Z]/u.test(run) && /[a-z0-9]/u.test(run) ? '…' : run;
  });
}
