import { describe, expect, it } from 'vitest';
import { dutySpans, mondayToFriday } from '../../../activities/calendar/working-calendar.ts';
import { nextDuty } from '../../../activities/desk-question/on-duty.ts';
import { percentile } from '../../../activities/desk-question/response.ts';
import { deskRoster } from '../../../activities/desk-question/tables.ts';
import { waysToSay } from '../../../activities/desk-question/ways-to-say.ts';
import { personalDataIn } from '../../../workflows/desk-question/personal-data.ts';

const calendar = {
  zone: 'Asia/Shanghai',
  version: 1,
  week: mondayToFriday(dutySpans('08:30-12:00', '14:00-17:30')),
  dated: [],
  days: {},
};
const at = (time: string) => Date.parse(`${time}+08:00`);
const next = (time: string) => nextDuty(calendar, at(time));

describe('a question that is asked', () => {
  it('in duty hours is for those on duty now', () => {
    expect(next('2026-03-02T09:17:00')).toBe(at('2026-03-02T09:17:00'));
  });
  it('at noon, at night or on a weekend is for those on duty when the desk opens again', () => {
    expect(next('2026-03-02T12:00:00')).toBe(at('2026-03-02T14:00:00'));
    expect(next('2026-03-02T17:30:00')).toBe(at('2026-03-03T08:30:00'));
    expect(next('2026-03-07T10:00:00')).toBe(at('2026-03-09T08:30:00'));
  });
});

describe('a row of the duty roster', () => {
  const row = { weekdays: [1, 2], from: '08:30', to: '12:00', people: ['a', 'b'] };
  const saved = (more: object) => deskRoster.row.safeParse({ ...row, ...more }).success;
  it('is for days of the week or for one date, from one time to a later one, with each officer once', () => {
    expect(saved({})).toBe(true);
    expect(saved({ weekdays: undefined, date: '2026-10-01', to: '24:00' })).toBe(true);
    expect(saved({ weekdays: undefined })).toBe(false);
    expect(saved({ date: '2026-10-01' })).toBe(false);
    expect(saved({ weekdays: [0] })).toBe(false);
    expect(saved({ from: '8:30' })).toBe(false);
    expect(saved({ from: '12:00', to: '12:00' })).toBe(false);
    expect(saved({ people: [] })).toBe(false);
    expect(saved({ people: ['a', 'a'] })).toBe(false);
  });
});

describe('the percentile by nearest rank', () => {
  it('is a value that was seen', () => {
    const hundred = Array.from({ length: 100 }, (_, n) => n + 1);
    expect(percentile(hundred, 50)).toBe(50);
    expect(percentile(hundred, 95)).toBe(95);
    expect(percentile([10, 20], 50)).toBe(10);
    expect(percentile([10, 20], 95)).toBe(20);
    expect(percentile([7], 95)).toBe(7);
    expect(percentile([], 95)).toBeNull();
  });
});

describe('words that are to be kept for everybody', () => {
  const found = (text: string, ...names: string[]) => personalDataIn(text, names).map(({ en }) => en);
  it('hold no number by which somebody is known: without being called so, only those with their check digit count', () => {
    expect(found('身份证11010519491231002X')).toEqual(['an identity number']);
    expect(found('身份证 110105 19491231 002x')).toEqual(['an identity number']);
    expect(found('编号110105194912310021')).toEqual([]);
    expect(found('电话138-0013-8000')).toEqual(['a mobile number']);
    expect(found('１３８００１３８０００')).toEqual(['a mobile number']);
    expect(found('卡号6222 0212 3456 7890 123')).toEqual([]);
    expect(found('卡号4111 1111 1111 1111')).toEqual(['a card number']);
    expect(found('拨打12393，2026年1月1日起，20个工作日')).toEqual([]);
  });
  it('hold no number that is called one of somebody, whatever its check digit, and no e-mail address', () => {
    expect(found('身份证号：110105194912310021')).toEqual(['an identity number']);
    expect(found('社保卡号码 A12345678')).toEqual(['a social security card number']);
    expect(found('电话：0571-8263 5555')).toEqual(['a telephone number']);
    expect(found('手机号是２３８００１３８００')).toEqual(['a mobile number']);
    expect(found('发到 ou.zhi@example.com 即可')).toEqual(['an e-mail address']);
    expect(found('咨询电话：0571-82635555，服务电话12393，手机 2026-01-15 起可办，电话12345')).toEqual([]);
  });
  it('hold no name that the case knows or that gives itself away', () => {
    expect(found('李晓兰的住院费', '李晓兰')).toEqual(['a name']);
    expect(found('村民张三（残疾）能报销吗')).toEqual(['a name']);
    expect(found('张三先生来电')).toEqual(['a name']);
    expect(found('姓名：王小明')).toEqual(['a name']);
    expect(found('居民医保何时缴费？参保人高龄补贴怎样申请，患者何时转院')).toEqual([]);
  });
});

describe('the ways to say a question', () => {
  const synonyms = [{ words: ['异地', '外地'] }, { words: ['就医', '看病'] }, { words: ['医保', '医保卡'] }];
  it('put one word for another, each with each, up to so many', () => {
    expect(waysToSay('外地看病', synonyms, 9)).toEqual(['外地看病', '异地看病', '外地就医', '异地就医']);
    expect(waysToSay('外地看病', synonyms, 3)).toHaveLength(3);
    expect(waysToSay('停车', synonyms, 9)).toEqual(['停车']);
    // A word that stands within its own synonym doesn’t grow for ever.
    expect(waysToSay('医保', synonyms, 9)).toEqual(['医保']);
  });
});
