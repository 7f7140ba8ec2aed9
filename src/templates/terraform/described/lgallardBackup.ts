import type { DescribedModule } from './describedModule';

/**
 * Source: the module's documentation, inputs. The role that it makes is left out: which policies it gets differs
 * between versions. So do the rules of several plans, which are given as a map.
 */
export const lgallardBackup: DescribedModule = {
  name: 'lgallard/backup/aws',
  repository: 'lgallard/terraform-aws-backup',
  directory: '',
  before: 2,
  otherInputs:
    /^(?:vault_|locked|changeable_for_days|min_retention_days|max_retention_days|tags|windows_vss_backup|iam_role_|reports|audit_|notifications|enable_|global_settings|org|region_settings|restore_testing|default_lifecycle|advanced_backup|backup_polic|backup_regions)/,
  text: `
variable "undecided" {}
variable "enabled" { default = true }
variable "plan_name" { default = null }
variable "plans" { default = {} }
variable "rules" { default = [] }
variable "rule_name" { default = null }
variable "rule_schedule" { default = null }
variable "rule_start_window" { default = null }
variable "rule_completion_window" { default = null }
variable "rule_enable_continuous_backup" { default = null }
variable "rule_recovery_point_tags" { default = {} }
variable "rule_copy_action_lifecycle" { default = {} }
variable "rule_copy_action_destination_vault_arn" { default = null }
variable "rule_lifecycle_cold_storage_after" { default = null }
variable "rule_lifecycle_delete_after" { default = null }
variable "selections" { default = [] }
variable "backup_selections" { default = [] }
variable "selection_name" { default = null }
variable "selection_resources" { default = [] }
variable "selection_not_resources" { default = [] }
variable "selection_conditions" { default = {} }
variable "selection_tags" { default = [] }

locals {
  written = var.selection_name == null ? [] : [{
    resources      = var.selection_resources
    not_resources  = var.selection_not_resources
    conditions     = var.selection_conditions
    selection_tags = var.selection_tags
  }]
  # Selections come as a list or as a map, by the version; those of several plans stand in the plans.
  selections = concat(
    local.written,
    [for selection in var.selections : selection],
    [for selection in var.backup_selections : selection],
    flatten([for plan in var.plans : [for selection in try(plan.selections, []) : selection]]),
  )
}

resource "aws_backup_plan" "ab_plan" {
  count = var.enabled && length(var.plans) == 0 && (var.rule_name != null || length(var.rules) > 0) ? 1 : 0
  name  = var.plan_name
  dynamic "rule" {
    for_each = var.rule_name == null ? [] : [true]
    content {
      rule_name                = var.rule_name
      target_vault_name        = var.undecided
      schedule                 = var.rule_schedule
      start_window             = var.rule_start_window
      completion_window        = var.rule_completion_window
      enable_continuous_backup = var.rule_enable_continuous_backup
      lifecycle {
        cold_storage_after = var.undecided
        delete_after       = var.undecided
      }
    }
  }
  dynamic "rule" {
    for_each = var.rules
    content {
      rule_name                = try(rule.value.name, null)
      target_vault_name        = var.undecided
      schedule                 = try(rule.value.schedule, null)
      start_window             = try(rule.value.start_window, null)
      completion_window        = try(rule.value.completion_window, null)
      enable_continuous_backup = try(rule.value.enable_continuous_backup, null)
      lifecycle {
        cold_storage_after = try(rule.value.lifecycle.cold_storage_after, var.undecided)
        delete_after       = try(rule.value.lifecycle.delete_after, var.undecided)
      }
      dynamic "copy_action" {
        for_each = try(rule.value.copy_actions, [])
        content {}
      }
    }
  }
}

resource "aws_backup_selection" "ab_selection" {
  count         = var.enabled ? length(local.selections) : 0
  name          = try(local.selections[count.index].name, var.undecided)
  plan_id       = try(aws_backup_plan.ab_plan[0].id, var.undecided)
  iam_role_arn  = var.undecided
  resources     = try(local.selections[count.index].resources, null)
  not_resources = try(local.selections[count.index].not_resources, null)
  dynamic "selection_tag" {
    for_each = try(local.selections[count.index].selection_tags, null) == null ? [] : local.selections[count.index].selection_tags
    content {
      key   = selection_tag.value.key
      value = selection_tag.value.value
    }
  }
  # Written as lists or as maps, by the version.
  dynamic "condition" {
    for_each = length(try(local.selections[count.index].conditions, {})) == 0 ? [] : var.undecided
    content {}
  }
}

output "plan_id" { value = one(aws_backup_plan.ab_plan[*].id) }
output "plan_arn" { value = one(aws_backup_plan.ab_plan[*].arn) }
`,
};
