import type { DescribedModule } from './describedModule';

/** Inputs of the naming that all modules of this maker share. */
const naming =
  'namespace|tenant|environment|stage|name|delimiter|attributes|labels_as_tags|additional_tag_map|label_order|regex_replace_chars|id_length_limit|label_key_case|label_value_case|descriptor_formats';

/**
 * Source: the module's documentation, inputs. The default of `versioning_enabled` changed between versions, and so did
 * the inputs for lifecycle rules, of which only those of the newer versions are described.
 */
export const cloudposseBucket: DescribedModule = {
  name: 'cloudposse/s3-bucket/aws',
  repository: 'cloudposse/terraform-aws-s3-bucket',
  directory: '',
  before: 5,
  otherInputs: new RegExp(
    `^(?:${naming}|acl|grants|policy|source_policy_documents|force_destroy|sse_algorithm|kms_master_key_arn|user_|access_key_enabled|store_access_key_in_ssm|ssm_base_path|allowed_bucket_actions|allow_|block_|ignore_public_acls|restrict_public_buckets|s3_replica|s3_replication_|replication_rules|cors_|website_|privileged_principal|transfer_acceleration|s3_object_ownership|bucket_key_enabled|minimum_tls_version|s3_request_payment|create_s3_directory|availability_zone_id|event_notification_details|expected_bucket_owner|region)`,
  ),
  text: `
variable "undecided" {}
variable "enabled" { default = null }
variable "context" { default = null }
variable "tags" { default = {} }
variable "bucket_name" { default = null }
variable "versioning_enabled" {}
variable "object_lock_configuration" { default = null }
variable "s3_replication_enabled" { default = false }
variable "lifecycle_configuration_rules" { default = [] }
variable "lifecycle_rules" { default = null }
variable "lifecycle_rule_enabled" { default = false }
variable "lifecycle_rule_ids" { default = null }
variable "logging" { default = null }

resource "aws_s3_bucket" "default" {
  count               = (var.enabled != null ? var.enabled : var.context == null ? true : var.undecided) ? 1 : 0
  bucket              = var.bucket_name == null ? var.undecided : var.bucket_name
  tags                = merge(var.undecided, var.tags)
  object_lock_enabled = var.object_lock_configuration != null
}

resource "aws_s3_bucket_versioning" "default" {
  count  = length(aws_s3_bucket.default)
  bucket = aws_s3_bucket.default[count.index].id
  versioning_configuration {
    status = var.versioning_enabled ? "Enabled" : "Suspended"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "default" {
  count  = length(aws_s3_bucket.default)
  bucket = aws_s3_bucket.default[count.index].id
  dynamic "rule" {
    for_each = var.lifecycle_rules == null && !var.lifecycle_rule_enabled ? [] : var.undecided
    content {}
  }
  dynamic "rule" {
    for_each = var.lifecycle_configuration_rules
    content {
      id     = rule.value.id
      status = try(tobool(rule.value.enabled), true) ? "Enabled" : "Disabled"
      dynamic "filter" {
        for_each = try(rule.value.filter_and, null) == null ? [] : [rule.value.filter_and]
        content {
          prefix                   = try(filter.value.prefix, null)
          object_size_greater_than = try(filter.value.object_size_greater_than, null)
          object_size_less_than    = try(filter.value.object_size_less_than, null)
          tags                     = try(filter.value.tags, null)
        }
      }
      dynamic "expiration" {
        for_each = try(rule.value.expiration, null) == null ? [] : [rule.value.expiration]
        content {
          days                         = try(expiration.value.days, null)
          date                         = try(expiration.value.date, null)
          expired_object_delete_marker = try(expiration.value.expired_object_delete_marker, null)
        }
      }
      dynamic "noncurrent_version_expiration" {
        for_each = try(rule.value.noncurrent_version_expiration, null) == null ? [] : [rule.value.noncurrent_version_expiration]
        content {
          noncurrent_days           = try(noncurrent_version_expiration.value.noncurrent_days, null)
          newer_noncurrent_versions = try(noncurrent_version_expiration.value.newer_noncurrent_versions, null)
        }
      }
      dynamic "transition" {
        for_each = try(rule.value.transition, null) == null ? [] : rule.value.transition
        content {
          storage_class = transition.value.storage_class
        }
      }
      dynamic "noncurrent_version_transition" {
        for_each = try(rule.value.noncurrent_version_transition, null) == null ? [] : rule.value.noncurrent_version_transition
        content {
          storage_class = noncurrent_version_transition.value.storage_class
        }
      }
      dynamic "abort_incomplete_multipart_upload" {
        for_each = try(rule.value.abort_incomplete_multipart_upload_days, null) == null ? [] : [rule.value.abort_incomplete_multipart_upload_days]
        content {
          days_after_initiation = abort_incomplete_multipart_upload.value
        }
      }
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "default" {
  count  = var.s3_replication_enabled ? length(aws_s3_bucket.default) : 0
  bucket = aws_s3_bucket.default[count.index].id
  rule {
    status = var.undecided
  }
}

output "bucket_id" { value = one(aws_s3_bucket.default[*].id) }
output "bucket_arn" { value = one(aws_s3_bucket.default[*].arn) }
`,
};

/**
 * Source: the module's documentation, inputs. The role that it makes is left out: which policies it gets differs
 * between versions.
 */
export const cloudposseBackup: DescribedModule = {
  name: 'cloudposse/backup/aws',
  repository: 'cloudposse/terraform-aws-backup',
  directory: '',
  before: 2,
  otherInputs: new RegExp(
    `^(?:${naming}|tags|kms_key_arn|vault_name|target_vault_name|plan_name_suffix|iam_role_|target_iam_role_name|permissions_boundary|advanced_backup_setting|backup_vault_lock_configuration|schedule|start_window|completion_window|cold_storage_after|delete_after|destination_vault_arn|copy_action_|enable_continuous_backup)`,
  ),
  text: `
variable "undecided" {}
variable "enabled" { default = null }
variable "context" { default = null }
variable "plan_enabled" { default = true }
variable "vault_enabled" { default = true }
variable "rules" { default = [] }
variable "backup_resources" { default = [] }
variable "not_resources" { default = [] }
variable "selection_tags" { default = [] }
variable "selection_conditions" { default = null }

locals {
  enabled = var.enabled != null ? var.enabled : var.context == null ? true : var.undecided
}

resource "aws_backup_plan" "default" {
  count = local.enabled && var.plan_enabled ? 1 : 0
  name  = var.undecided
  dynamic "rule" {
    for_each = length(var.rules) == 0 ? var.undecided : var.rules
    content {
      rule_name                = try(rule.value.name, null)
      target_vault_name        = var.undecided
      schedule                 = try(rule.value.schedule, null)
      start_window             = try(rule.value.start_window, null)
      completion_window        = try(rule.value.completion_window, null)
      enable_continuous_backup = try(rule.value.enable_continuous_backup, null)
      dynamic "lifecycle" {
        for_each = try(rule.value.lifecycle, null) == null ? [] : [rule.value.lifecycle]
        content {
          cold_storage_after = try(lifecycle.value.cold_storage_after, null)
          delete_after       = try(lifecycle.value.delete_after, null)
        }
      }
      dynamic "copy_action" {
        for_each = try(rule.value.copy_action, null) == null ? [] : [rule.value.copy_action]
        content {}
      }
    }
  }
}

resource "aws_backup_selection" "default" {
  count         = length(aws_backup_plan.default)
  name          = var.undecided
  plan_id       = aws_backup_plan.default[count.index].id
  iam_role_arn  = var.undecided
  resources     = var.backup_resources
  not_resources = var.not_resources
  dynamic "selection_tag" {
    for_each = var.selection_tags
    content {
      key   = selection_tag.value.key
      value = selection_tag.value.value
    }
  }
  dynamic "condition" {
    for_each = var.selection_conditions == null ? [] : var.undecided
    content {}
  }
}

output "backup_plan_id" { value = one(aws_backup_plan.default[*].id) }
output "backup_plan_arn" { value = one(aws_backup_plan.default[*].arn) }
`,
};
