import assert from 'node:assert/strict';
import * as activity from '../../../src/explorer/activity/rows';
import { bucketRows } from '../../../src/explorer/buckets/rows';
import { bucketDescription, windowText } from '../../../src/explorer/buckets/words';
import * as plans from '../../../src/explorer/plans/rows';
import type { ListRow, ListRows } from '../../../src/explorer/shared/listRow';
import type { MessageNode } from '../../../src/explorer/shared/message';
import * as vaults from '../../../src/explorer/vaults/rows';
import { valueOf } from '../../../src/model/fact';
import { allRead, endLooks, lookAt } from '../support/accounts';
import { plainWords, speakPseudo } from '../support/pseudoLanguage';
import { accountNames } from '../support/sampleNames';

/** Everything that is shown of rows, and of the rows beneath them. */
async function shown(rows: ListRows): Promise<readonly string[]> {
  const texts = (await rows).map(async (row) => {
    if (isMessage(row)) return [row.text, row.detail ?? '', row.command?.title ?? ''];
    const { label, description = '', tooltip = '', spoken = '', command, children } = row;
    const beneath = children === undefined ? [] : await shown(children());
    return [label, description, tooltip, spoken, command?.title ?? '', ...beneath];
  });
  return (await Promise.all(texts)).flat();
}

function isMessage(row: ListRow | MessageNode): row is MessageNode {
  return row.kind === 'message' && 'text' in row;
}

describe('rows in another language', () => {
  speakPseudo();
  afterEach(endLooks);

  for (const [view, { rows }] of Object.entries({ plans, vaults, activity })) {
    it(`have no English left in the view of ${view}`, async () => {
      const look = lookAt();
      await look.session.open();
      await allRead(look);
      const quoted = look.session.entries.flatMap(({ state }) =>
        state.kind === 'read'
          ? (valueOf(state.reading.jobs) ?? []).flatMap(({ statusMessage = [] }) => statusMessage)
          : [],
      );
      const texts = await shown(rows(look.session));
      // What AWS says is told as it is.
      const { expired } = look.session.details.vaultContents('eu-west-1', 'main').tally;
      const known = [...accountNames, ...quoted, ...expired.flatMap(({ statusMessage = [] }) => statusMessage)];
      assert.ok(texts.length > 20);
      assert.deepEqual([...new Set(texts.filter((text) => plainWords(text, known).length > 0))], []);
    });
  }

  it('have no English left in what is said of buckets', async () => {
    const look = lookAt();
    await look.session.open();
    const early = look.session.entries.map(({ state }) => bucketDescription(state));
    await allRead(look);
    const { session } = look;
    const texts = [
      ...early,
      ...session.entries.flatMap(({ listed, state }) => [
        bucketDescription(state),
        ...bucketRows(listed.name, state, look.session.now()).flatMap((row) =>
          row.kind === 'message' ? [row.text, row.detail ?? ''] : [],
        ),
        ...(state.kind === 'read'
          ? (valueOf(state.reading.points) ?? []).map((point) => windowText(point, session.now(), true))
          : []),
      ]),
    ];
    const known = [...accountNames];
    assert.deepEqual([...new Set(texts.filter((text) => plainWords(text, known).length > 0))], []);
  });
});
