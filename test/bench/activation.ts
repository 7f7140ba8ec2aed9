// How long the extension takes to start inside a real extension host, and what it has read by then.
import { runInHost } from '../../scripts/lib/integrationHost.mjs';
import type { Activation } from '../integration/measureActivation';
import { figure, heading, median } from './print';

const starts = 5;

async function measure(): Promise<void> {
  const activations: Activation[] = [];
  for (let start = 0; start < starts; start += 1) {
    activations.push((await runInHost('measureActivation')) as Activation);
  }
  heading(`Start of the extension (${starts} starts of the editor, the middle one)`);
  figure('own time of activate()', `${median(activations.map((one) => one.activationMilliseconds)).toFixed(1)} ms`);
  figure('files of dist read by then', activations[0]?.loaded.join(', ') ?? 'none');
}

void measure();
