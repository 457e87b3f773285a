import { type GraphQLNamedType, getNamedType, isInterfaceType, isObjectType, isScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { createSchema } from '../../graphql/schema/schema.ts';
import { processes } from '../../workers/processes.ts';

const schema = createSchema(processes);
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

type Opaque = { readonly where: string; readonly description: string };

/** Places where an answer or an argument may be anything; a field of an interface counts once. */
const opaque = (scalar: string): Opaque[] =>
  types.flatMap((type) => {
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const inherited = new Set(type.getInterfaces().flatMap((above) => Object.keys(above.getFields())));
    return Object.values(type.getFields())
      .filter(({ name }) => !inherited.has(name))
      .flatMap((field) => [
        { where: `${type.name}.${field.name}`, of: getNamedType(field.type), description: field.description ?? '' },
        ...field.args.map((arg) => ({
          where: `${type.name}.${field.name}(${arg.name})`,
          of: getNamedType(arg.type),
          description: arg.description ?? '',
        })),
      ])
      .filter(({ of }) => of.name === scalar)
      .map(({ where, description }) => ({ where, description }));
  });

describe('the contract', () => {
  it('says “any value” in ten places at most, and gives its reason at each', () => {
    const places = opaque('JSON');
    expect(places.length).toBeLessThanOrEqual(10);
    expect(places.filter(({ description }) => !/JSON, because/.test(description))).toEqual([]);
  });

  it('has a type for the cases of each process, with its facts and its states', () => {
    for (const name of ['IssueReport', 'PowerApplication', 'TrainingCourse']) {
      const type = schema.getType(name) as GraphQLNamedType;
      expect(isObjectType(type) && type.getInterfaces().map((above) => above.name)).toEqual(['Case']);
      expect(isObjectType(type) && String(type.getFields().facts?.type)).toBe(`${name}Facts!`);
      expect(isObjectType(type) && String(type.getFields().stateName?.type)).toBe(`${name}State`);
    }
  });

  it('names moments, days, choices, people and units for what they are', () => {
    const fieldsOf = (name: string) => {
      const type = schema.getType(name);
      return Object.fromEntries(
        Object.values(isObjectType(type) ? type.getFields() : {}).map((field) => [field.name, String(field.type)]),
      );
    };
    expect(fieldsOf('IssueReportFacts')).toMatchObject({
      place: 'Place',
      area: 'Named',
      channel: 'IssueReportFactsChannel',
      handler: 'ID',
      handlerName: 'String',
      workedOn: '[ID!]',
      workedOnNames: '[String]',
      suspendedUntil: 'DateTime',
      rework: 'Int',
    });
    expect(fieldsOf('IssueObjection')).toMatchObject({ unit: 'ID', unitTitle: 'Title', at: 'DateTime' });
    expect(fieldsOf('PlanSeason')).toMatchObject({ from: 'Date', to: 'Date' });
    expect(fieldsOf('TrainingCourseFacts')).toMatchObject({ entries: '[TrainingCourseFactsEntry!]' });
    expect(fieldsOf('IssueReportStartAnswer')).toMatchObject({ photos: '[Attachment!]', place: 'Place' });
  });

  it('titles inputs in both languages', () => {
    const type = schema.getType('IssueReportStart');
    const fields = type && 'getFields' in type ? type.getFields() : {};
    expect(fields.text?.description).toBe('What is wrong 问题描述. In your own words. 请用自己的话说明。');
    const days = schema.getType('ProtectionPlanStart');
    expect(days && 'getFields' in days ? String(days.getFields().from?.type) : '').toBe('Date!');
  });

  it('takes in a process of somebody else’s like those that Banjie ships', () => {
    const wider = createSchema([...processes, hallBookingPackage]);
    expect(wider.getType('HallBookingFacts')).toBeDefined();
    expect(wider.getType('HallBookingAskedForEvent')).toBeDefined();
    expect(types.filter(isScalarType).map(({ name }) => name)).toContain('JSONSchema');
  });
});
