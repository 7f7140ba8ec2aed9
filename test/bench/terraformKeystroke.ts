/**
 * How long a keystroke in a Terraform file takes from the text to the facts, beyond the debounce, and how long a first
 * read takes. Run with `npx tsx test/bench/terraformKeystroke.ts`.
 */
import { createTerraformDialect } from '../../src/templates/terraform/dialect';
import { judge } from '../../src/verdict/judge';
import { hclParser, memoryFiles, sourcesOf } from '../unit/templates/terraform/support';

const rounds = 200;

/** A file as projects have them: buckets and their settings among other resources, policies and variables. */
function generate(lines: number): string {
  const parts: string[] = ['locals {\n  prefix = "sample"\n  tags   = { team = "storage" }\n}\n'];
  for (let number = 0, total = 5; total < lines; number++) {
    const part = `variable "size_${number}" {
  type        = number
  description = "How many there are"
  default     = ${number}
}

resource "aws_s3_bucket" "bucket_${number}" {
  bucket = "\${local.prefix}-${number}"
  tags   = local.tags
}

resource "aws_s3_bucket_versioning" "bucket_${number}" {
  bucket = aws_s3_bucket.bucket_${number}.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_iam_policy" "reader_${number}" {
  name = "reader-${number}"

  policy = <<-EOT
    {
      "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "\${aws_s3_bucket.bucket_${number}.arn}/*" }]
    }
  EOT
}

resource "aws_sqs_queue" "queue_${number}" {
  name                       = "queue-${number}"
  visibility_timeout_seconds = 30
}
`;
    parts.push(part);
    total += part.split('\n').length;
  }
  return parts.join('\n');
}

function percentile(times: readonly number[], part: number): string {
  const sorted = times.toSorted((one, other) => one - other);
  return (sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN).toFixed(2).padStart(7);
}

async function measure(lines: number): Promise<void> {
  const parser = await hclParser();
  const original = generate(lines);
  const file = '/project/main.tf';
  const read = async (dialect: ReturnType<typeof createTerraformDialect>, text: string): Promise<number> => {
    const texts = { [file]: text };
    const start = performance.now();
    for (const { estate } of await dialect.read(sourcesOf(texts), memoryFiles(texts))) judge(estate);
    return performance.now() - start;
  };
  const cold: number[] = [];
  for (let round = 0; round < 20; round++) cold.push(await read(createTerraformDialect(parser), original));
  const dialect = createTerraformDialect(parser);
  await read(dialect, original);
  const warm: number[] = [];
  const at = original.indexOf('tags   = local.tags', original.length / 2);
  for (let round = 0; round < rounds; round++) {
    const typed = `${original.slice(0, at)}acl = "private${'x'.repeat(round)}"\n  ${original.slice(at)}`;
    warm.push(await read(dialect, typed));
  }
  const figures = (times: readonly number[]): string =>
    `p50 ${percentile(times, 0.5)} ms, p95 ${percentile(times, 0.95)} ms, worst ${percentile(times, 1)} ms`;
  console.log(
    `${String(original.split('\n').length).padStart(5)} lines: first read ${figures(cold)}; keystroke ${figures(warm)}`,
  );
}

async function main(): Promise<void> {
  for (const lines of [1000, 5000]) await measure(lines);
}

void main();
