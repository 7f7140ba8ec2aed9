import assert from 'node:assert/strict';
import type { SurveyedUnit } from '../../../src/lint/groups';
import { groupsOf } from '../../../src/lint/groups';

function unit(path: string, more: Partial<SurveyedUnit> = {}): SurveyedUnit {
  const files = [`${path}/main.tf`];
  return { dialect: 'terraform', path, files, length: 10, concerns: true, reachesOthers: false, leansOn: [], ...more };
}

function filesOf(units: readonly SurveyedUnit[]): readonly (readonly string[])[] {
  return groupsOf(units).map((group) => group.flatMap(({ files }) => files));
}

describe('groupsOf', () => {
  it('keeps apart what has nothing to do with each other', () => {
    assert.deepEqual(filesOf([unit('/a'), unit('/b')]), [['/a/main.tf'], ['/b/main.tf']]);
  });

  it('puts together what leans on the same, however far away', () => {
    const units = [unit('/a', { leansOn: ['/m'] }), unit('/b'), unit('/c', { leansOn: ['/n'] })];
    const modules = [unit('/m', { leansOn: ['/n'] }), unit('/n')];
    assert.deepEqual(filesOf([...units, ...modules]), [
      ['/a/main.tf', '/c/main.tf', '/m/main.tf', '/n/main.tf'],
      ['/b/main.tf'],
    ]);
  });

  it('puts together what may select buckets of others, in whatever dialect', () => {
    const template = unit('/t.yaml', { dialect: 'cloudformation', files: ['/t.yaml'], reachesOthers: true });
    assert.deepEqual(groupsOf([unit('/a', { reachesOthers: true }), template]), [
      [
        { dialect: 'terraform', files: ['/a/main.tf'], length: 10 },
        { dialect: 'cloudformation', files: ['/t.yaml'], length: 10 },
      ],
    ]);
  });

  it('leaves out what holds nothing that is judged', () => {
    assert.deepEqual(filesOf([unit('/a', { concerns: false }), unit('/b')]), [['/b/main.tf']]);
  });

  it('keeps what holds nothing itself but calls something that does, even where that was not asked about', () => {
    const called = unit('/outside', { files: [] });
    assert.deepEqual(filesOf([unit('/a', { concerns: false, leansOn: ['/outside'] }), called]), [['/a/main.tf']]);
  });
});
