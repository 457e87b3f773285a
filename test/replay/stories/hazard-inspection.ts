import { hazardInspectionPackage } from '../../../processes/hazard-inspection.ts';
import type { Told } from '../stories.ts';

const photos = [{ sha256: 'a'.repeat(64), mime: 'image/jpeg', bytes: 1000 }];
export const tree = { grade: 'serious', text: 'A tree leans on the line', line: 'E551', section: '2', photos };
const onTheSpot = { passed: true, photos };

export const told: Told = {
  package: hazardInspectionPackage,
  tenant: 'shangyu',
  stories: {
    plain: async ({ start, act }) => {
      const id = await start('yao-gang', tree);
      await act('shao-kai', 'assign', id, { unit: 'fenghui-station' });
      await act('kong-liang', 'accept', id);
      await act('kong-liang', 'noteWork', id, { text: 'On the way.' });
      await act('shao-kai', 'extend', id, { days: 3, reason: 'The crane comes on Monday.' });
      await act('kong-liang', 'rectify', id, { result: 'Half of it was cut.' });
      await act('lv-ping', 'recheck', id, { ...onTheSpot, passed: false, finding: 'A branch is left.' });
      await act('kong-liang', 'rectify', id, { result: 'All of it was cut.' });
      await act('lv-ping', 'recheck', id, onTheSpot);
    },
    critical: async ({ start, act, pass, until }) => {
      const id = await start('wei-min', { ...tree, line: 'E617' });
      await act('shao-kai', 'changeGrade', id, { grade: 'critical', reason: 'It sparks.' });
      await act('wei-min', 'secure', id, { measure: 'A guard stands by.' });
      await pass('9 hours');
      await until(id, 'Escalated');
      await act('wei-min', 'accept', id);
      await act('wei-min', 'requirePermit', id, { reason: 'Under load.' });
      await act('shao-kai', 'waivePermit', id, { reason: 'The line is off.' });
      await act('wei-min', 'rectify', id, { result: 'Cut.' });
      await act('shi-yong', 'recheck', id, onTheSpot);
    },
    'under-permits': async ({ start, act }) => {
      const id = await start('yao-gang', tree);
      const other = await start('yao-gang', tree);
      const permit = { id: `case:${other}`, name: other, grants: [{ role: 'case' }] };
      await act('kong-liang', 'accept', id);
      await act(permit, 'permitOpened', id, { permit: other });
      await act(permit, 'permitClosed', id, { permit: other, carriedOut: true, workers: ['cai-jun'] });
      await act('kong-liang', 'rectify', id, { result: 'Done under permit.' });
      await act('yao-gang', 'recheck', id, onTheSpot);
      await act('shao-kai', 'withdraw', other, { reason: 'The same tree.' });
    },
  },
};
