// CloudFormation templates beside `cfn-lint`: many in one run, and one from the start of the command to its end.
import { availableParallelism, loadavg } from 'node:os';
import { readFileSync } from 'node:fs';
import { corpusFiles, hasCorpus } from './corpusCopies';
import { figure, heading } from './print';
import { race } from './rivals';

const templates = 200;

heading('CloudFormation templates');
figure('processors, and load before', `${availableParallelism()}, ${loadavg()[0]?.toFixed(1) ?? ''}`);
if (hasCorpus()) {
  const all = corpusFiles(['real', 'unlabelled'], (name) => /\.ya?ml$/.test(name)).filter((file) =>
    readFileSync(file, 'utf8').includes('AWS::S3::Bucket'),
  );
  const many = all.slice(0, templates);
  const [one = ''] = many;
  race({ name: `${many.length} real templates`, ours: many, rival: { program: 'cfn-lint', args: many }, rounds: 1 });
  race({ name: 'one, from cold', ours: [one], rival: { program: 'cfn-lint', args: ['--', one] }, rounds: 3 });
} else {
  figure('not run', 'there is no ../shared/corpus here');
}
