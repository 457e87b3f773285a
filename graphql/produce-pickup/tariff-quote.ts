/** What the carriage of a parcel would cost, before it is booked. */

import { ApiError } from '../../activities/acting/api-error.ts';
import { readToday } from '../../activities/days.ts';
import { noPerson, noRow } from '../../activities/found.ts';
import { readPrices } from '../../activities/produce-pickup/prices.ts';
import { readSender } from '../../activities/produce-pickup/sender.ts';
import { type RegionRow, regions } from '../../activities/produce-pickup/tables.ts';
import { readTableRow } from '../../activities/tables.ts';
import { defaultsOf } from '../../workflows/kernel/limits.ts';
import { holdsRole } from '../../workflows/kernel/process.ts';
import { limits } from '../../workflows/produce-pickup/limits.ts';
import { type Charge, chargeOf } from '../../workflows/produce-pickup/tariff.ts';
import type { Context } from '../context.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Asked = { product: string; grams: number; region: string; grower?: string | null | undefined };
type Quote = Charge & { readonly zone: string };

const { noShowDays = 0, noShowsToBar = 0 } = defaultsOf(limits);

const refused = ({ message }: { message: { en: string; zh: string } }) => new ApiError('INVALID_INPUT', message);

export const tariffQuoteModule: SchemaModule = (builder) => {
  const quote = builder.objectRef<Quote>('TariffQuote').implement({
    description: 'What the carriage of a parcel costs today, in fen.',
    fields: (t) => ({
      zone: t.exposeString('zone', { description: 'The tariff zone of the region.' }),
      list: t.exposeInt('list', { description: 'firstKg + perKg × each further kilogram that is begun.' }),
      fen: t.exposeInt('fen', {
        description:
          'max(floor, list × (1000 − off) ÷ 1000, half a fen rounded up) by the first farm tariff that fits; else the list price.',
      }),
      saving: t.exposeInt('saving', { description: 'list − fen' }),
      farmTariff: t.exposeString('farmTariff', { nullable: true, description: 'The key of the farm tariff that fits.' }),
      failed: t.exposeString('failed', {
        nullable: true,
        description: 'Which condition keeps it at the list price: who, product, months or region.',
      }),
    }),
  });
  builder.queryField('tariffQuote', (t) =>
    t.field({
      type: quote,
      authScopes: { person: true },
      description: 'What a parcel would cost today, for yourself or, at the station, for a grower. 运费试算',
      args: {
        product: t.arg.string(),
        grams: t.arg.int(),
        region: t.arg.string(),
        grower: t.arg.id({ required: false }),
      },
      resolve: (_, args, context) => quoted(context, args),
    }),
  );
};

const quoted = async ({ read, now, caller: { actor } }: Context, { product, grams, region, grower }: Asked): Promise<Quote> => {
  if (!Number.isInteger(grams) || grams < 1 || grams > 30_000)
    throw new ApiError('INVALID_INPUT', { en: 'Give a weight from 1 to 30,000 grams.', zh: '请填写1至30000克的重量。' });
  if (grower != null && grower !== actor.id && !holdsRole(actor, ['stationClerk', 'liveHost']))
    throw new ApiError('FORBIDDEN', {
      en: 'The station asks for others; leave the grower out to ask for yourself.',
      zh: '代他人试算请由服务站办理；为本人试算请留空。',
    });
  const person = grower ?? actor.id;
  const day = await readToday(read, now);
  const [prices, to, sender] = await Promise.all([
    readPrices(read, day),
    readTableRow<RegionRow>(read, 'regions', region, day),
    readSender(read, { person, day, now, noShowDays, noShowsToBar }),
  ]);
  if (!to) throw refused(noRow(['region'], region, regions));
  if (!sender) throw refused(noPerson(['grower'], person));
  const tariff = prices.tariffs[to.zone];
  if (!tariff || to.suspended)
    throw new ApiError('INVALID_INPUT', { en: `Nothing is carried to ${region} at present.`, zh: `目前暂停寄往${region}。` });
  const shipment = { grams, who: sender.kind, over65: sender.over65, product, month: prices.month, region };
  return { zone: to.zone, ...chargeOf(tariff, new Map(Object.entries(prices.farm)), shipment) };
};
