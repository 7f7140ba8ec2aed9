/**
 * How long our own work is between a keystroke and the findings, through the linter of the editor's own floor: a file
 * of 5,000 lines in a module of 200 files. The parsed pieces are known but for the one that is typed in.
 */
import { Configurations } from '../../src/lint/configurations';
import { lintTexts } from '../../src/lint/lintTexts';
import type { Files, SourceText } from '../../src/templates/dialect';
import { createTerraformDialect } from '../../src/templates/terraform/dialect';
import { hclParser } from '../unit/templates/terraform/support';
import { figure, heading } from './print';

const lines = 5_000;
const otherFiles = 199;
const keystrokes = 400;
const warmUp = 100;

function part(name: string): string {
  return `variable "size_${name}" {
  type        = number
  description = "How many there are"
  default     = 1
}

resource "aws_s3_bucket" "bucket_${name}" {
  bucket = "\${local.prefix}-${name}"
  tags   = local.tags
}

resource "aws_s3_bucket_versioning" "bucket_${name}" {
  bucket = aws_s3_bucket.bucket_${name}.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_sqs_queue" "queue_${name}" {
  name                       = "queue-${name}"
  visibility_timeout_seconds = 30
}
`;
}

/** What a file of its size holds in real projects: few buckets, and much that has nothing to do with them. */
function other(name: string): string {
  return `resource "aws_iam_policy" "reader_${name}" {
  name = "reader-${name}"

  policy = <<-EOT
    {
      "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }]
    }
  EOT
}

resource "aws_security_group" "group_${name}" {
  name = "group-${name}"

  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
  }
}
`;
}

function repeated(write: (name: string) => string, wanted: number, prefix: string): string {
  const parts: string[] = [];
  for (let total = 0; total < wanted;) {
    const text = write(`${prefix}${parts.length}`);
    parts.push(text);
    total += text.split('\n').length;
  }
  return parts.join('\n');
}

function quantile(times: readonly number[], share: number): string {
  const sorted = times.toSorted((one, another) => one - another);
  return `${(sorted[Math.ceil(share * (sorted.length - 1))] ?? 0).toFixed(1)} ms`;
}

async function measure(name: string, edited: string, bucketsElsewhere: number): Promise<void> {
  const texts = new Map([
    ['/project/locals.tf', 'locals {\n  prefix = "sample"\n  tags   = { team = "storage" }\n}\n'],
  ]);
  for (let number = 0; number < otherFiles - 1; number += 1) {
    const text = number < bucketsElsewhere ? part(`o${number}`) : repeated(other, 100, `o${number}_`);
    texts.set(`/project/other${number}.tf`, text);
  }
  const files: Files = {
    read: (file) => Promise.resolve(texts.get(file)),
    list: () => Promise.resolve([...texts.keys()].map((file) => file.slice('/project/'.length))),
  };
  const dialect = createTerraformDialect(await hclParser());
  const tags = 'tags   = local.tags';
  // In the middle of the file, where there are buckets in it; else in its only one.
  const at = edited.includes(tags, edited.length / 2) ? edited.indexOf(tags, edited.length / 2) : edited.indexOf(tags);
  const times: number[] = [];
  let used = process.cpuUsage();
  let findings = 0;
  for (let typed = 0; typed < keystrokes; typed += 1) {
    texts.set('/project/main.tf', `${edited.slice(0, at)}acl = "private${'x'.repeat(typed)}"\n  ${edited.slice(at)}`);
    const sources: SourceText[] = [...texts].map(([file, text]) => ({ file, text }));
    if (typed === warmUp) used = process.cpuUsage();
    const start = performance.now();
    findings = (await lintTexts([{ dialect, sources }], files, { configurations: new Configurations({ files }) }))
      .findings.length;
    times.push(performance.now() - start);
  }
  const warm = times.slice(warmUp);
  const { user, system } = process.cpuUsage(used);
  const processor = ((user + system) / 1000 / warm.length).toFixed(1);
  figure(
    name,
    `median ${quantile(warm, 0.5)}, 99 % ${quantile(warm, 0.99)}, processor ${processor} ms, ${findings} findings`,
  );
}

async function main(): Promise<void> {
  heading(`A keystroke in a file of ${lines} lines, in a module of ${otherFiles + 1} files`);
  await measure('few buckets', `${part('main')}${repeated(other, lines, 'm')}`, 20);
  await measure('nothing but buckets', repeated(part, lines, 'm'), otherFiles);
}

void main();
