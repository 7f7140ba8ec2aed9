import type { Estate } from '../../model/estate';
import type { Remedy } from '../../model/remedy';
import type { TextEdit } from '../../model/source';
import { correctionEdits } from '../corrections';
import { backupRuleEdits } from './backupRuleEdits';
import type { DeclaredResources } from './declaredResources';
import { roleEdits } from './roleEdits';

/** The smallest edits that apply remedies to roles, selections or rules of plans; all are about the same. */
export function backupEdits(
  estate: Estate,
  resources: DeclaredResources,
  subjects: readonly string[],
  remedies: readonly Remedy[],
): readonly TextEdit[] | undefined {
  const [remedy, ...more] = remedies;
  if (remedy?.kind === 'attachS3BackupPolicy') return more.length === 0 ? roleEdits(resources, subjects) : undefined;
  if (remedy?.kind === 'correct') {
    const textOf = (file: string): string | undefined => resources.textOf(file);
    return more.length === 0 ? correctionEdits(estate, subjects, remedy, textOf) : undefined;
  }
  return backupRuleEdits(resources.of('aws_backup_plan'), subjects, remedies);
}
