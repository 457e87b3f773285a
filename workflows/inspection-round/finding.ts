/** What is found on a street patrol is settled there and then, or goes as a report to those who handle such things. */
import { attach, openCase } from '../effects/index.ts';
import { personOrRole } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import type { Finding } from './facts.ts';
import { notMine, takenOver } from './inspecting.ts';
import { plannerRole, type RulesOf } from './vocabulary.ts';
import { notify } from './waiting.ts';

export const finding: RulesOf<'find' | 'reportRefused'> = {
  find: {
    title: { en: 'Note a finding', zh: '登记问题' },
    description: {
      en: 'On a street patrol: settle it at once, with a photo before and after, or send it on as a report that names this round.',
      zh: '街道巡查发现的问题：当场处置须有前后照片；不能当场处置的转为上报件并注明本轮巡查。',
    },
    event: 'Found',
    by: ['patroller'],
    from: ['underWay'],
    guard: (context) =>
      context.current.facts.patrol
        ? notMine(context)
        : refuse(
            'noPatrol',
            'This is no street patrol: report a hazard, and name this round in it.',
            '本任务不是街道巡查，请上报隐患并注明本轮巡视。',
          ),
    decide: ({ current, actor, now, input, reference: { kind }, limits }) => {
      const { facts } = current;
      const item = facts.items.find(({ id }) => id === input.point);
      if (!item)
        return refuse(
          'notInRound',
          `There is no checkpoint ${input.point} in this round. Choose one of it.`,
          `本轮巡视没有点位${input.point}，请从本轮点位中选择。`,
        );
      if (input.photos.length + input.photosAfter.length > limits.maxPhotos)
        return refuse('tooManyPhotos', `Send at most ${limits.maxPhotos} photos.`, `最多上传${limits.maxPhotos}张照片。`);
      const settled = input.settled ?? null;
      if (settled !== null && !kind.onTheSpot)
        return refuse(
          'notOnTheSpot',
          `“${kind.title.en}” isn’t settled on the way: leave that out, and it goes to those who judge it.`,
          `“${kind.title.zh}”不得当场处置，请留空，由有权单位处理。`,
        );
      if (input.photos.length === 0 || (settled !== null && input.photosAfter.length === 0))
        return refuse(
          'photosMissing',
          'Show what is wrong in a photo and, where it was settled at once, the place afterwards.',
          '请上传问题照片；当场处置的还须上传处置后的照片。',
        );
      const place = input.place ?? (item.lat === undefined || item.lon === undefined ? null : { lat: item.lat, lon: item.lon });
      if (settled === null && place === null)
        return refuse('placeMissing', 'Say where it is, so that it finds its unit.', '请填写地点，以便派单。');
      const found: Finding = {
        point: item.id,
        kind: { id: kind.id, title: kind.title },
        text: input.text,
        settled,
        by: actor.id,
        at: now,
      };
      return {
        facts: { findings: [...(facts.findings ?? []), found], ...takenOver({ current, actor }) },
        effects: [
          attach([...input.photos, ...input.photosAfter]),
          ...(settled === null
            ? [
                openCase(
                  'issueReport',
                  {
                    category: kind.category,
                    text: `${item.title.zh}：${input.text}`,
                    place,
                    photos: input.photos,
                    channel: 'patrol',
                  },
                  { refused: 'reportRefused' },
                ),
              ]
            : []),
        ],
      };
    },
  },
  reportRefused: {
    title: { en: 'A report couldn’t be filed', zh: '未能转为上报件' },
    event: 'ReportRefused',
    by: ['case'],
    from: ['underWay', 'finished', 'cancelled'],
    decide: ({ current, input: { reason } }) => ({
      reason,
      notify: [
        notify(personOrRole(current, current.facts.assignee, 'patroller'), 'findingNotSent', { reason }),
        notify(personOrRole(current, current.facts.planner, plannerRole(current.facts)), 'findingNotSent', { reason }),
      ],
    }),
  },
};
