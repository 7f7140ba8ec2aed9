import type { Bucket } from '../../../../src/model/bucket';
import type { Finding } from '../../../../src/model/finding';
import type { Remedy } from '../../../../src/model/remedy';
import { applyEdits } from '../../../../src/lint/applyEdits';
import type { Dialect, Files, SourceText } from '../../../../src/templates/dialect';
import { judge } from '../../../../src/verdict/judge';

/** One way in which the findings on one declaration could be put right. */
export interface Attempt {
  readonly rule: string;
  readonly subjects: readonly string[];
  /** The new texts of the files that change; none where no fix is offered. */
  readonly texts: ReadonlyMap<string, string> | undefined;
  /** What is wrong after the fix, in words; empty if all is right. */
  readonly faults: readonly string[];
}

/** All that is known of some buckets but where it is written: an edit moves what stands below it. */
function content(buckets: readonly Bucket[]): string {
  return JSON.stringify(buckets, (key, value: unknown) => (key === 'origin' || key === 'declaration' ? null : value));
}

function overlay(files: Files, texts: ReadonlyMap<string, string>): Files {
  return {
    read: (file) => {
      const text = texts.get(file);
      return text === undefined ? files.read(file) : Promise.resolve(text);
    },
    list: (directory) => files.list(directory),
  };
}

/** Tries every fix of every finding on its own, reads again and looks at what came of it. */
export async function tryAllFixes(dialect: Dialect, sources: readonly SourceText[], files: Files): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  const readings = await dialect.read(sources, files);
  for (const [at, reading] of readings.entries()) {
    const findings = judge(reading.estate);
    const groups = new Map<string, Finding[]>();
    for (const finding of findings) {
      const place = JSON.stringify([finding.rule, finding.at]);
      groups.set(place, [...(groups.get(place) ?? []), finding]);
    }
    for (const group of groups.values()) {
      const subjects = group.map(({ subject }) => subject);
      const rule = group[0]!.rule;
      for (const { remedies } of group[0]!.proposals) {
        const texts = await fixedTexts(reading.edits([...new Set(subjects)], remedies), files);
        if (texts === undefined) {
          attempts.push({ rule, subjects, texts, faults: [] });
          continue;
        }
        const given = sources.map(({ file, text }) => ({ file, text: texts.get(file) ?? text }));
        const after = (await dialect.read(given, overlay(files, texts)))[at];
        const faults: string[] = [];
        const items = after?.estate.buckets.items ?? [];
        const left = after === undefined ? [] : judge(after.estate);
        if (left.some((finding) => finding.rule === rule && subjects.includes(finding.subject)))
          faults.push('still found');
        if (!reading.estate.buckets.items.every((bucket) => items.some(({ id }) => id === bucket.id))) {
          faults.push('a bucket is gone');
        }
        const others = (all: readonly Bucket[]): readonly Bucket[] => all.filter(({ id }) => !subjects.includes(id));
        if (content(others(items)) !== content(others(reading.estate.buckets.items))) faults.push('others changed');
        attempts.push({ rule, subjects, texts, faults });
      }
    }
  }
  return attempts;
}

async function fixedTexts(
  edits: ReturnType<Awaited<ReturnType<Dialect['read']>>[number]['edits']>,
  files: Files,
): Promise<ReadonlyMap<string, string> | undefined> {
  if (edits === undefined) return undefined;
  const texts = new Map<string, string>();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const ofFile = edits.filter((edit) => edit.file === file);
    texts.set(file, applyEdits((await files.read(file)) ?? '', ofFile));
  }
  return texts;
}

/** The kinds of remedies in short, for tests that ask for one by hand. */
export const enable: Remedy = { kind: 'enableVersioning' };
export const expire: Remedy = { kind: 'expireNoncurrentVersions', days: 30 };
export const markers: Remedy = { kind: 'removeExpiredDeleteMarkers' };
export const abort: Remedy = { kind: 'abortIncompleteMultipartUploads', days: 7 };
