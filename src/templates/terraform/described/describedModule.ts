/**
 * A module that many people call and that is fetched from a registry, so that its files are not beside the caller's.
 *
 * The description is HCL of our own that makes of the module's inputs what the module makes of them, as far as buckets
 * and AWS Backup are concerned; it is evaluated as any module is. `var.undecided` stands for what depends on the
 * version or on what the description leaves out: it never has a value.
 */
export interface DescribedModule {
  /** What the source of a call ends in: `terraform-aws-modules/s3-bucket/aws`. */
  readonly name: string;
  /** Its repository: `terraform-aws-modules/terraform-aws-s3-bucket`. */
  readonly repository: string;
  /** A directory within the repository; empty for the module itself. */
  readonly directory: string;
  /** The first major version of which nothing is known. */
  readonly before: number;
  /** Inputs that bear on nothing that is judged here. Any other one makes the version one that is not known. */
  readonly otherInputs: RegExp;
  readonly text: string;
}
