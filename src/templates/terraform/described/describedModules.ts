import { cloudposseBackup, cloudposseBucket } from './cloudposse';
import type { DescribedModule } from './describedModule';
import { lgallardBackup } from './lgallardBackup';
import { s3Bucket, s3Notification, s3Object } from './s3Bucket';

const described: readonly DescribedModule[] = [
  s3Bucket,
  s3Notification,
  s3Object,
  cloudposseBucket,
  cloudposseBackup,
  lgallardBackup,
];

/** Where descriptions stand in place of files. */
const scheme = 'described-module:';

/** The directory under which a description is read. */
export function directoryOfDescription({ name, directory }: DescribedModule): string {
  return `${scheme}${name}/${directory}`;
}

/** Whether a path is that of a description, so that nobody can be pointed at it and nothing can be edited in it. */
export function isDescription(path: string): boolean {
  return path.startsWith(scheme);
}

/** The parts of a module's source. Source: Terraform language, module sources. */
interface Address {
  readonly module: string;
  readonly directory: string;
  readonly ref: string | undefined;
}

function parse(source: string): Address {
  const [path = '', query = ''] = source.split('?');
  const afterScheme = path.replace(/^\w+::/, '').replace(/^\w+:\/\//, '');
  const [module = '', directory = ''] = afterScheme.split('//');
  const ref = /(?:^|&)ref=([^&]*)/.exec(query)?.[1];
  return { module: module.replace(/\.git$/, ''), directory: directory.replace(/\.git$/, ''), ref };
}

function endsIn(module: string, name: string): boolean {
  if (!module.endsWith(name)) return false;
  const before = module.at(-name.length - 1);
  return before === undefined || before === '/' || before === ':';
}

/**
 * The description of the module that a source names: in the public registry, in a mirror of it, or in a repository of
 * its name, wherever that is kept.
 */
export function describedModule(source: string): DescribedModule | undefined {
  const { module, directory } = parse(source);
  return described.find(
    (each) => each.directory === directory && (endsIn(module, each.name) || endsIn(module, each.repository)),
  );
}

/** The first number of a version constraint or of a tag (`~> 4.1`, `v3.15.1`); `undefined` for a commit or a branch. */
function majorOf(version: string): number | undefined {
  const found = /^[\s=<>!~]*(?:tags\/)?v?(\d+)(?:\.\d+)*(?:\s*,.*)?$/.exec(version)?.[1];
  return found === undefined || found.length > 3 ? undefined : Number(found);
}

/**
 * Why the module that is called may be another one than is described, if so.
 *
 * A commit, a branch, or no version at all is taken for one of the versions so far: what is described is the same in
 * all of them.
 * @param inputs the names of what the call gives to the module.
 * @param declared the names of the inputs that the description takes.
 */
export function doubtOf(
  module: DescribedModule,
  call: { readonly source: string; readonly version: string | undefined; readonly inputs: readonly string[] },
  declared: (input: string) => boolean,
): string | undefined {
  const major = majorOf(call.version ?? parse(call.source).ref ?? '');
  if (major !== undefined && major >= module.before) return `version ${major} of ${module.name} is not known`;
  const other = call.inputs.find((input) => !declared(input) && !module.otherInputs.test(input));
  return other === undefined ? undefined : `${module.name} is not known with the input ${other}`;
}
