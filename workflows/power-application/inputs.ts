/** What a caller must send to apply for power and to act on an application. */
import { z } from 'zod';
import { personId, phone, photos, place, say, unitId, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { VOLTAGES } from './track.ts';

const reason = () => words(1000);

const code = (en: string, zh: string) => z.string(say(en, zh)).trim().min(1, say(en, zh)).max(60, say(en, zh));

const lineId = () => code('Give the number of a line, as in the table of lines.', '请填写线路编号，见线路表。');

const kilowatts = () =>
  z
    .int(say('Give the capacity in whole kilowatts.', '请填写整数千瓦的用电容量。'))
    .min(1, say('Give a capacity of at least 1 kW.', '用电容量至少为1千瓦。'))
    .max(1_000_000, say('Give a capacity of at most 1,000,000 kW.', '用电容量不得超过1000000千瓦。'));

const cents = () =>
  z
    .int(say('Give the amount in whole cents.', '请以整数分填写金额。'))
    .min(0, say('Give an amount of 0 cents or more.', '金额不得为负数。'))
    .max(1_000_000_000, say('Give at most 1,000,000,000 cents.', '金额不得超过1000000000分。'));

const materials = (most = 60) =>
  z
    .array(
      code('Give the code of a material, as in the checklist.', '请填写材料代码，见材料清单。'),
      say('Give a list of materials.', '请填写材料列表。'),
    )
    .max(most, say(`Name at most ${most} materials.`, `最多填写${most}项材料。`));

const tariff = () => code('Give the code of a tariff, as in the table of tariffs.', '请填写电价代码，见电价表。');

const scheme = z
  .object({
    tariff: tariff().describe('Code of the tariff.'),
    kilowatts: kilowatts().describe('Capacity to be supplied, in whole kilowatts.'),
    line: lineId().describe('The line that feeds the customer.'),
    reserveLine: lineId().optional().describe('The second line, where two sources were applied for.'),
    station: unitId().describe('The power station whose installers connect.'),
    costCents: cents().describe('What the customer pays us for the connection, in cents; 0 for nothing.'),
  })
  .meta({ title: 'PowerScheme' });

const judged = {
  passed: z.boolean().describe('Whether it is in order.'),
  defects: reason().optional().describe('What has to be put right, all of it; demanded where it isn’t in order.'),
};

export const inputs = {
  start: z.object({
    customerClass: code('Give the code of a customer class.', '请填写客户类别代码。').describe(
      'Code of the customer class, as in the table of materials.',
    ),
    voltage: z
      .enum(VOLTAGES, say('Choose V220, V380, KV10 or KV35.', '请选择V220、V380、KV10或KV35。'))
      .describe('Voltage of the supply.'),
    sources: z
      .int(say('Give one or two sources.', '请填写1路或2路电源。'))
      .min(1, say('Give one or two sources.', '请填写1路或2路电源。'))
      .max(2, say('Give one or two sources.', '请填写1路或2路电源。'))
      .default(1)
      .describe('Lines that are to feed the customer: 1, or 2 for a supply that must not fail.'),
    kilowatts: kilowatts().describe('Capacity applied for, in whole kilowatts.'),
    address: words(200).describe('Where the power is needed.'),
    place: place().optional().describe('The point on the map.'),
    line: lineId().optional().describe('The line nearby, where it is known.'),
    purpose: words(300).describe('What the power is for.'),
    materials: materials().default([]).describe('Codes of the materials that come with the application.'),
    photos: photos().describe('Photos of the materials.'),
    applicant: z
      .object({
        name: words(80).describe('Name of the customer.'),
        phone: phone().describe('Where to call the customer.'),
        locale: z
          .enum(['en', 'zh'], say('Choose en or zh.', '请选择en或zh。'))
          .optional()
          .describe('The language in which they want to hear.'),
      })
      .optional()
      .describe('Who applies, where the window takes it down for somebody without an account.'),
  }),
  giveNotice: z.object({
    unusable: materials()
      .default([])
      .describe('Codes of materials that were handed in and can’t be used. What was not handed in at all is named by itself.'),
    remark: reason().optional().describe('What is wrong with them, in words for the customer.'),
  }),
  giveSecondNotice: z.object({
    unusable: materials()
      .min(1, say('Name at least one material.', '请至少填写一项材料。'))
      .describe('Codes of the materials that still can’t be used.'),
    reason: reason().describe('What is wrong with them; the customer reads it.'),
  }),
  supplyMaterials: z.object({
    materials: materials()
      .min(1, say('Name at least one material.', '请至少填写一项材料。'))
      .describe('Codes of the materials that are handed in now.'),
    photos: photos().describe('Photos of the materials.'),
  }),
  accept: z.object({
    scheme: scheme.optional().describe('The scheme, where the track has no step of its own for it: accept and sign in one go.'),
  }),
  survey: z.object({
    finding: words().describe('What was found: the way to the line, what must be built, what stands against it.'),
    at: place().optional().describe('Where the surveyor stands; this or a photo is needed where the track asks for a visit.'),
    photos: photos().describe('Photos of the place.'),
  }),
  drawScheme: scheme,
  changeScheme: z.object({
    tariff: tariff().optional().describe('The new tariff; the customer signs it anew.'),
    kilowatts: kilowatts().optional().describe('The new capacity in whole kilowatts; the customer signs it anew.'),
    line: lineId().optional().describe('Another line.'),
    reserveLine: lineId().optional().describe('Another second line.'),
    station: unitId().optional().describe('Another power station.'),
    costCents: cents().optional().describe('What the customer pays us now, in cents; the customer signs it anew.'),
    reason: reason().describe('Why it changes; the customer reads it.'),
  }),
  sign: z.object({}),
  declineScheme: z.object({ reason: reason().describe('What is to be otherwise.') }),
  submitDesign: z.object({
    designer: words(120).describe('Who made the design, with their licence.'),
    photos: photos().describe('The drawings.'),
  }),
  reviewDesign: z.object(judged),
  requestMidInspection: z.object({ works: words(500).describe('What is about to be covered and has to be seen before.') }),
  inspectMidway: z.object(judged),
  requestFinalInspection: z.object({
    works: words(500).describe('What was built.'),
    costCents: cents().optional().describe('What design and building have cost the customer so far, in cents.'),
  }),
  inspect: z.object(judged),
  connect: z.object({
    meter: words(40).describe('Number of the meter.'),
    reading: z
      .int(say('Give the reading in whole kilowatt-hours.', '请填写整数千瓦时的表底。'))
      .min(0, say('A meter reads 0 or more.', '表底不得为负数。'))
      .default(0)
      .describe('What the meter shows, in whole kilowatt-hours.'),
    photos: photos().describe('Photos of the meter as installed.'),
  }),
  transferManager: z.object({
    person: personId().describe('The account manager who is the contact from now on.'),
    reason: reason().describe('Why; the customer reads it.'),
  }),
  comment: z.object({ text: words().describe('The comment; it never moves a due time. The other side is told.') }),
  withdraw: z.object({ reason: reason().describe('Why the power isn’t wanted any more.') }),
  reject: z.object({ ground: reason().describe('Why the power can’t be supplied; the customer reads it.') }),
  appeal: z.object({ ground: reason().describe('Why the rejection is wrong.') }),
  decideAppeal: z.object({
    upheld: z.boolean().describe('Whether the appeal is right: then the application goes on where it was.'),
    reason: reason().describe('Why; the customer reads it.'),
  }),
  letStand: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;
export type SchemeInput = z.output<typeof scheme>;
