/** What somebody may have just typed: one line, put into the middle of a resource. */
export const yamlStates: Readonly<Record<string, (indent: string) => string>> = {
  'half key': (indent) => `${indent}Versio`,
  'key without value': (indent) => `${indent}VersioningConfiguration:`,
  'tag without value': (indent) => `${indent}BucketName: !Ref`,
  'two colons': (indent) => `${indent}Status: Enabled: yes`,
  'wrong indent': (indent) => `${indent.slice(0, -1)}Status: Enabled`,
  'new logical id': () => '  NewBuck',
  dash: (indent) => `${indent}-`,
  'open list': (indent) => `${indent}Tags: [{Key: a`,
  'open map': (indent) => `${indent}VersioningConfiguration: {Status`,
  'open single quote': (indent) => `${indent}BucketName: 'logs`,
  'open double quote': (indent) => `${indent}BucketName: "logs`,
  tab: () => '\tStatus: Enabled',
  'no indent': () => 'Versioning',
};

export const jsonStates: Readonly<Record<string, (indent: string) => string>> = {
  'half key': (indent) => `${indent}"Versio`,
  'key and colon': (indent) => `${indent}"VersioningConfiguration":`,
  'missing comma': (indent) => `${indent}"BucketName": "logs"`,
  'bare word': (indent) => `${indent}Versioning`,
  'open brace': (indent) => `${indent}"VersioningConfiguration": {`,
  'open bracket': (indent) => `${indent}"Tags": [`,
  'open string': (indent) => `${indent}"BucketName": "logs`,
};
