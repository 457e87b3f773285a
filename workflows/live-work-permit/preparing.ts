/** Before work: survey, checks and fencing are recorded, and the briefing 站班会 is signed by everybody who will work. */
import { personOrRole } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import { otherVersion } from '../kernel/signing.ts';
import type { Facts } from './facts.ts';
import { firstOf, onlyThe, whileValid, withTheLeader } from './guards.ts';
import type { RulesOf } from './vocabulary.ts';
import { awaited, marked, notify, notifyAll, unrecorded, unsigned } from './waiting.ts';

const missingTitles = {
  recordSurvey: { en: 'the site survey', zh: '现场勘察' },
  checkWeather: { en: 'the weather', zh: '天气检查' },
  checkInsulation: { en: 'the insulation', zh: '绝缘检测' },
  recordFencing: { en: 'the fencing', zh: '围栏设置' },
} as const;

export const preparing: RulesOf<
  'recordSurvey' | 'checkWeather' | 'checkInsulation' | 'recordFencing' | 'holdBriefing' | 'signBriefing'
> = {
  recordSurvey: {
    title: { en: 'Record the site survey', zh: '记录现场勘察' },
    event: 'SurveyRecorded',
    by: ['workLeader'],
    from: ['issued'],
    guard: onlyThe('leader'),
    decide: ({ actor, now, input }) => ({ facts: { survey: { ...marked(actor, now), findings: input.findings } } }),
  },
  checkWeather: {
    title: { en: 'Check the weather', zh: '检查天气' },
    description: {
      en: 'Before work, and again before suspended work goes on.',
      zh: '作业前检查；暂停后恢复作业前须重新检查。',
    },
    event: 'WeatherChecked',
    by: ['workLeader'],
    from: ['issued', 'briefing', 'suspended'],
    guard: onlyThe('leader'),
    decide: ({ current, actor, now, input }) =>
      unfitWeather(current.facts.job.weather, input) ?? {
        facts: { weather: { ...marked(actor, now), ...input } },
      },
  },
  checkInsulation: {
    title: { en: 'Check the insulation', zh: '检测绝缘' },
    description: {
      en: 'Tools and protective gear are measured before work, and again before suspended work goes on.',
      zh: '作业前检测绝缘工具和防护用具；暂停后恢复作业前须重新检测。',
    },
    event: 'InsulationChecked',
    by: ['workLeader'],
    from: ['issued', 'briefing', 'suspended'],
    guard: onlyThe('leader'),
    decide: ({ current, actor, now, input }) => {
      const least = current.facts.job.insulation;
      return input.megohms < least
        ? refuse(
            'insulationTooLow',
            `${input.megohms} MΩ is less than the ${least} MΩ this job demands. Replace the tool, and measure again.`,
            `绝缘电阻${input.megohms}兆欧，低于本作业要求的${least}兆欧，请更换工具后重新检测。`,
          )
        : { facts: { insulation: { ...marked(actor, now), ...input } } };
    },
  },
  recordFencing: {
    title: { en: 'Record the fencing', zh: '记录围栏设置' },
    event: 'FencingRecorded',
    by: ['workLeader'],
    from: ['issued'],
    guard: onlyThe('leader'),
    decide: ({ actor, now, input }) => ({ facts: { fencing: { ...marked(actor, now), measures: input.measures } } }),
  },
  holdBriefing: {
    title: { en: 'Hold the briefing', zh: '召开站班会' },
    description: {
      en: 'Task, division of work, hazards and measures; every member and the guardian then signs. Held again, with something changed or by a new leader, it has a new version, and everybody signs anew.',
      zh: '交待工作任务、分工、危险点和安全措施，工作班成员和监护人逐一签名确认。内容有变或负责人变更后重新召开的，版本递增，全员重新签名。',
    },
    event: 'BriefingHeld',
    by: ['workLeader'],
    from: ['issued', 'briefing', 'suspended'],
    to: ['briefing'],
    guard: firstOf(onlyThe('leader'), withTheLeader, whileValid, ({ current }) => {
      const missing = unrecorded(current.facts).map((action) => missingTitles[action]);
      return missing.length === 0
        ? undefined
        : refuse(
            'notPrepared',
            `Before the briefing these are still to be recorded: ${missing.map(({ en }) => en).join(', ')}.`,
            `站班会前尚需记录：${missing.map(({ zh }) => zh).join('、')}。`,
          );
    }),
    decide: ({ current, actor, now, input }) => ({
      ...(current.state === 'suspended' ? {} : { state: 'briefing' }),
      facts: {
        briefing: { ...marked(actor, now), version: (current.facts.briefing?.version ?? 0) + 1, ...input },
        signatures: [],
      },
      notify: notifyAll([...current.facts.members, current.facts.guardian], 'toSign'),
    }),
  },
  signBriefing: {
    title: { en: 'Sign the briefing', zh: '站班会签名' },
    description: { en: 'Everybody signs for themselves.', zh: '本人签名，不得代签。' },
    event: 'BriefingSigned',
    by: ['lineWorker', 'guardian', 'workLeader'],
    from: ['briefing', 'working', 'suspended'],
    guard: ({ current, actor }) => {
      if (unsigned(current.facts).some(({ id }) => id === actor.id)) return undefined;
      return current.facts.signatures.some(({ id }) => id === actor.id)
        ? refuse('signedAlready', 'You have signed already.', '您已签名。')
        : refuse(
            'notYoursToSign',
            'You aren’t on this permit, and nobody signs for another. Have the work leader take you on first.',
            '您不在本作业票工作班内，不得代签。如需参加，请工作负责人先办理人员变更。',
          );
    },
    decide: ({ current, actor, now, input }) =>
      otherVersion({ en: 'briefing', zh: '站班会内容' }, { read: input.version, now: current.facts.briefing?.version ?? 0 }) ?? {
        facts: { signatures: [...current.facts.signatures, marked(actor, now)] },
        ...(current.state === 'briefing' && awaited(current).length === 1
          ? { notify: [notify(personOrRole(current, current.facts.permitter.id, 'permitter'), 'toPermit')] }
          : {}),
      },
  },
};

type Weather = Pick<NonNullable<Facts['weather']>, 'wind' | 'humidity' | 'thunder' | 'precipitation'>;

const unfitWeather = (most: Facts['job']['weather'], { wind, humidity, thunder, precipitation }: Weather) => {
  const against = [
    ...(thunder ? [{ en: 'there is thunder', zh: '有雷电' }] : []),
    ...(precipitation ? [{ en: 'there is rain, snow or fog', zh: '有雨雪雾' }] : []),
    ...(wind > most.wind
      ? [{ en: `the wind of ${wind} m/s is above ${most.wind} m/s`, zh: `风速${wind}米/秒超过${most.wind}米/秒` }]
      : []),
    ...(humidity > most.humidity
      ? [{ en: `the humidity of ${humidity} % is above ${most.humidity} %`, zh: `湿度${humidity}%超过${most.humidity}%` }]
      : []),
  ];
  return against.length === 0
    ? undefined
    : refuse(
        'unfitWeather',
        `No live-line work in this weather: ${against.map(({ en }) => en).join(', ')}. Wait, and check again.`,
        `天气不符合带电作业条件：${against.map(({ zh }) => zh).join('，')}。请待天气好转后重新检查。`,
      );
};
