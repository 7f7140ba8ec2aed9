import type { DescribedModule } from './describedModule';

const name = 'terraform-aws-modules/s3-bucket/aws';
const repository = 'terraform-aws-modules/terraform-aws-s3-bucket';

/**
 * The bucket of the community module. Its inputs meant the same in all major versions so far: nothing is versioned and
 * nothing expires unless the caller says so. Source: the module's documentation, inputs.
 */
export const s3Bucket: DescribedModule = {
  name,
  repository,
  directory: '',
  before: 7,
  otherInputs:
    /^(?:attach_|allowed_kms|access_log_|block_|ignore_public|restrict_public|acceleration_status|acl$|analytics_|availability_zone_id|bucket_|control_object|cors_rule|create_metadata|data_redundancy|data_transport|elb_|lb_|expected_bucket_owner|force_destroy|grant$|intelligent_tiering|inventory_|location_type|metadata_|metric_|object_ownership|owner$|policy$|putin_khuylo|request_payer|region$|server_side_|skip_destroy|transition_default|type$|website|file_system)/,
  text: `
variable "undecided" {}
variable "create_bucket" { default = true }
variable "is_directory_bucket" { default = false }
variable "bucket" { default = null }
variable "region" { default = null }
variable "tags" { default = {} }
variable "versioning" { default = {} }
variable "object_lock_enabled" { default = false }
variable "object_lock_configuration" { default = {} }
variable "replication_configuration" { default = {} }
variable "logging" { default = {} }
variable "lifecycle_rule" { default = [] }

locals {
  rules       = try(jsondecode(var.lifecycle_rule), var.lifecycle_rule)
  replication = try(jsondecode(var.replication_configuration), var.replication_configuration)
  replicated  = try(flatten([local.replication.rule]), flatten([local.replication.rules]), [])
}

resource "aws_s3_bucket" "this" {
  count               = var.create_bucket && !var.is_directory_bucket ? 1 : 0
  bucket              = var.bucket
  region              = var.region
  tags                = var.tags
  object_lock_enabled = var.object_lock_enabled || try(var.object_lock_configuration.object_lock_enabled == "Enabled", false)
}

resource "aws_s3_bucket_versioning" "this" {
  count  = try(length(keys(var.versioning)) > 0, false) ? 1 : 0
  bucket = one(aws_s3_bucket.this[*].id)
  versioning_configuration {
    status     = try(tobool(var.versioning["enabled"]) ? "Enabled" : "Suspended", tobool(var.versioning["status"]) ? "Enabled" : "Suspended", title(lower(var.versioning["status"])), "Enabled")
    mfa_delete = try(tobool(var.versioning["mfa_delete"]) ? "Enabled" : "Disabled", title(lower(var.versioning["mfa_delete"])), null)
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  count  = try(length(local.rules) > 0, false) ? 1 : 0
  bucket = one(aws_s3_bucket.this[*].id)
  dynamic "rule" {
    for_each = local.rules
    content {
      id     = try(rule.value.id, null)
      status = try(tobool(rule.value.enabled) ? "Enabled" : "Disabled", tobool(rule.value.status) ? "Enabled" : "Disabled", title(lower(rule.value.status)))
      # Versions before 3 narrow a rule down by these; later ones pass over them.
      prefix = try(rule.value.prefix == "" || rule.value.prefix == null, true) && try(length(rule.value.tags) == 0, true) ? null : var.undecided
      dynamic "filter" {
        for_each = try(flatten([rule.value.filter]), [])
        content {
          prefix                   = try(filter.value.prefix, null)
          object_size_greater_than = try(filter.value.object_size_greater_than, null)
          object_size_less_than    = try(filter.value.object_size_less_than, null)
          tags                     = try(filter.value.tags, filter.value.tag, null)
        }
      }
      dynamic "expiration" {
        for_each = try(flatten([rule.value.expiration]), [])
        content {
          days                         = try(expiration.value.days, null)
          date                         = try(expiration.value.date, null)
          expired_object_delete_marker = try(expiration.value.expired_object_delete_marker, null)
        }
      }
      dynamic "noncurrent_version_expiration" {
        for_each = try(flatten([rule.value.noncurrent_version_expiration]), [])
        content {
          noncurrent_days           = try(noncurrent_version_expiration.value.days, noncurrent_version_expiration.value.noncurrent_days, null)
          newer_noncurrent_versions = try(noncurrent_version_expiration.value.newer_noncurrent_versions, null)
        }
      }
      dynamic "transition" {
        for_each = try(flatten([rule.value.transition]), [])
        content {
          storage_class = transition.value.storage_class
        }
      }
      dynamic "noncurrent_version_transition" {
        for_each = try(flatten([rule.value.noncurrent_version_transition]), [])
        content {
          storage_class = noncurrent_version_transition.value.storage_class
        }
      }
      dynamic "abort_incomplete_multipart_upload" {
        for_each = try([tonumber(rule.value.abort_incomplete_multipart_upload_days)], [])
        content {
          days_after_initiation = abort_incomplete_multipart_upload.value
        }
      }
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "this" {
  count  = length(local.replicated) > 0 ? 1 : 0
  bucket = one(aws_s3_bucket.this[*].id)
  dynamic "rule" {
    for_each = local.replicated
    content {
      status = try(tobool(rule.value.status) ? "Enabled" : "Disabled", title(lower(rule.value.status)), "Enabled")
    }
  }
}

resource "aws_s3_bucket_logging" "this" {
  count         = try(var.logging.target_bucket != null, false) ? 1 : 0
  bucket        = one(aws_s3_bucket.this[*].id)
  target_bucket = var.logging.target_bucket
}

output "s3_bucket_id" { value = one(aws_s3_bucket.this[*].id) }
output "s3_bucket_arn" { value = one(aws_s3_bucket.this[*].arn) }
output "s3_bucket_tags" { value = var.tags }
`,
};

/** Its submodule that owns the notification settings of a bucket. */
export const s3Notification: DescribedModule = {
  name,
  repository,
  directory: 'modules/notification',
  before: 7,
  otherInputs: /^(?:lambda_|sqs_|sns_|create_|bucket_arn|putin_khuylo)/,
  text: `
variable "create" { default = true }
variable "region" { default = null }
variable "bucket" { default = "" }
variable "eventbridge" { default = null }

resource "aws_s3_bucket_notification" "this" {
  count       = var.create ? 1 : 0
  region      = var.region
  bucket      = var.bucket
  eventbridge = var.eventbridge
}

output "s3_bucket_notification_id" { value = var.bucket }
`,
};

/** Its submodule that puts objects into a bucket and sets nothing of it. */
export const s3Object: DescribedModule = {
  name,
  repository,
  directory: 'modules/object',
  before: 7,
  otherInputs: /^/,
  text: '',
};
