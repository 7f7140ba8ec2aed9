import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Gathered from public repositories; it stands beside the project where it is there at all. */
export const corpus = join(process.cwd(), '..', 'shared', 'corpus');

export function hasCorpus(): boolean {
  return existsSync(corpus);
}

/** All files below some folders of the corpus that pass a look at their name. */
export function corpusFiles(folders: readonly string[], isWanted: (name: string) => boolean): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(corpus, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isWanted(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}

/** The directories of the corpus that hold Terraform files, with what Terraform reads in them. */
export function terraformModules(): readonly (readonly string[])[] {
  const folders = ['real', 'unlabelled', 'authored', 'evaluator'];
  const byDirectory = new Map<string, string[]>();
  for (const file of corpusFiles(folders, (name) => /\.(?:tf|tofu|tfvars)$/.test(name))) {
    const files = byDirectory.get(dirname(file)) ?? [];
    byDirectory.set(dirname(file), files);
    files.push(file);
  }
  return [...byDirectory.values()].filter((files) => files.some((file) => file.endsWith('.tf')));
}

export function declaresBucket(files: readonly string[]): boolean {
  return files.some((file) => file.endsWith('.tf') && readFileSync(file, 'utf8').includes('"aws_s3_bucket"'));
}

/** Copies modules, again and again, until there are so many files. @returns how many there are. */
export function copyModules(modules: readonly (readonly string[])[], to: string, wanted: number): number {
  let count = 0;
  for (let round = 0; count < wanted; round += 1) {
    for (const files of modules) {
      if (count >= wanted) break;
      for (const file of files) {
        const target = join(to, `copy${round}`, relative(corpus, file));
        mkdirSync(dirname(target), { recursive: true });
        copyFileSync(file, target);
        if (file.endsWith('.tf')) count += 1;
      }
    }
  }
  return count;
}
