import { spawnSync } from 'node:child_process';

/** Whether Terraform is on this machine; its formatter needs no network. */
export const hasTerraform = spawnSync('terraform', ['version'], { stdio: 'ignore' }).status === 0;

/** Whether `terraform fmt` finds nothing to change in a text. */
export function isFormatted(text: string): boolean {
  return spawnSync('terraform', ['fmt', '-check', '-'], { input: text }).status === 0;
}
