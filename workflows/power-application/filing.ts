/** An application comes in: the tenant's table says on which track it goes, and what it says on this day stays with it. */
import { addParties, attach } from '../effects/index.ts';
import { both, unique } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Process, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { limits } from './limits.ts';
import { CUSTOMER, contactOf, notify, reachedAt } from './moving.ts';
import type { Clock, Reference, Role, State } from './vocabulary.ts';

/** Whoever names an applicant files for them at the window, also where they are a customer of ours themselves. */
const filesAs = (actor: Actor, { applicant }: Pick<Inputs['start'], 'applicant'>): 'customer' | 'windowClerk' | undefined =>
  (applicant ? (['windowClerk', 'customer'] as const) : (['customer', 'windowClerk'] as const)).find((role) =>
    holdsRole(actor, [role]),
  );

export const filing: Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'] = {
  title: { en: 'Apply for power', zh: '用电报装申请' },
  description: {
    en: 'The customer class, voltage, capacity and season choose the track with its steps and limits; the customer reads at once by when they have power.',
    zh: '按客户类别、电压、容量和季节确定办理通道及各环节时限，当场告知承诺完成时间。',
  },
  event: 'Filed',
  by: ['customer', 'windowClerk'],
  accountless: { by: ['windowClerk'], party: 'customer' },
  as: filesAs,
  to: ['filed'],
  decide: ({ id, actor, input, reference, limits }) => {
    const { customerClass, hall } = reference;
    const atWindow = filesAs(actor, input) === 'windowClerk';
    // Nobody is their own account manager.
    const manager = atWindow || reference.manager?.id !== actor.id ? reference.manager : null;
    if ('none' in reference.track) return refuse('noTrack', reference.track.none.en, reference.track.none.zh);
    const track = reference.track.chosen;
    if (!customerClass) {
      return refuse(
        'noChecklist',
        `There is no checklist of materials for the class “${input.customerClass}” yet. Ask the administrator to enter one.`,
        `客户类别“${input.customerClass}”尚无材料清单，请联系管理员录入。`,
      );
    }
    if (atWindow && !input.applicant) {
      return refuse(
        'applicantNeeded',
        'Say who applies, with a telephone number: the customer gets a code to follow the application and to sign.',
        '请填写申请人姓名及电话，客户将获得查询码用于查询和签认。',
      );
    }
    if (!atWindow && input.applicant) {
      return refuse(
        'ownApplication',
        'You apply for yourself: leave the applicant out. Somebody else applies with their own account, or at the window.',
        '本人申请请勿填写申请人。他人申请请使用其本人账号，或到营业厅窗口办理。',
      );
    }
    if (track.green && !manager) {
      return refuse(
        'noManager',
        'The green channel gives each customer one account manager by name, and there is none. Ask the administrator to enter one.',
        '绿色通道须指定专属客户经理，目前无可用人员，请联系管理员。',
      );
    }
    const unknown = input.materials.find((code) => !customerClass.materials.some((material) => material.code === code));
    if (unknown !== undefined) return notOnChecklist(unknown);

    const facts: Facts = {
      ...blank,
      customer: atWindow ? `follower:${id}` : actor.id,
      customerClass: { code: input.customerClass, title: customerClass.title },
      voltage: input.voltage,
      sources: input.sources === 2 ? 2 : 1,
      kilowatts: input.kilowatts,
      address: input.address,
      place: input.place ? { lat: input.place.lat, lon: input.place.lon } : null,
      line: reference.line,
      purpose: input.purpose,
      track,
      customerDays: {
        materials: limits.materialsDays,
        signing: limits.signingDays,
        designing: limits.designingDays,
        building: limits.buildingDays,
      },
      checklist: customerClass.materials,
      supplied: unique(input.materials),
      manager: track.green ? manager : null,
      procedures: ['file'],
    };
    return {
      state: 'filed',
      title: `${customerClass.title.zh} ${customerClass.title.en}：${input.kilowatts} kW，${input.purpose}`,
      ...(hall === null ? {} : { unit: hall }),
      facts,
      effects: [
        attach(input.photos),
        addParties({
          role: 'customer',
          ...(atWindow ? {} : { person: actor.id }),
          name: input.applicant?.name ?? actor.name,
          ...(input.applicant ? { phone: input.applicant.phone } : {}),
          ...(input.applicant?.locale === undefined ? {} : { locale: input.applicant.locale }),
        }),
      ],
      notify: [
        facts.manager
          ? notify(CUSTOMER, 'receivedGreen', { ...both('why', track.why), manager: reachedAt(facts.manager) })
          : notify(CUSTOMER, 'received', both('why', track.why)),
        notify(contactOf({ facts }), 'toAccept', both('why', track.why)),
      ],
      reason: `${track.why.zh} / ${track.why.en}`,
    };
  },
};

export const notOnChecklist = (code: string) =>
  refuse(
    'notOnChecklist',
    `“${code}” isn’t on the checklist of this customer class; take the codes from the table of materials.`,
    `“${code}”不在该客户类别的材料清单中，请按清单填写材料代码。`,
  );

/** The facts of an application with which nothing has happened yet. */
const blank = {
  notices: [],
  missing: [],
  faults: [],
  managers: [],
  survey: null,
  scheme: null,
  lastVersion: 0,
  signingCode: null,
  codesSent: 0,
  signed: null,
  ourChange: false,
  backTo: null,
  design: null,
  midInspection: null,
  finalInspection: null,
  ownCostCents: 0,
  connection: null,
  rejection: null,
  appeals: [],
  report: null,
} satisfies Partial<Facts>;
