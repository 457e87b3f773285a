/** What a public notice says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

const phone = { channels: ['inbox', 'sms'] } as const;

export const notices = {
  published: template(
    [
      'What concerns you is public: {titleEn}',
      'Anybody who may can object until {due.window}. Read it among the public notices, without signing in, under the number {case}.',
    ],
    ['涉及您的事项已公示：{titleZh}', '异议期至{due.window}。无须登录，请在公示列表中按编号{case}查看。'],
    phone,
  ),
  toProve: template(
    ['{titleEn}: photograph the boards', 'Show in {case} that the notice hangs there, at the start and at the end.'],
    ['{titleZh}：请拍摄公示栏', '请在{case}中上传公示开始和结束时的照片。'],
  ),
  objected: template(
    ['Objection {n} to {titleEn}', 'It is about {rows}. Decide on it in {case}.'],
    ['{titleZh}收到异议{n}', '涉及{rows}，请在{case}中处理。'],
  ),
  tipLeft: template(['A tip about {titleEn}', 'Read it in {case}.'], ['{titleZh}收到匿名线索', '请在{case}中查看。']),
  decided: template(
    ['Your objection {n} to {titleEn}: {resultEn}', '{reason}'],
    ['您对{titleZh}的异议{n}：{resultZh}', '{reason}'],
    phone,
  ),
  rowDecided: template(
    ['{titleEn}: an objection to {rows} was decided: {resultEn}', '{reason}'],
    ['{titleZh}：关于{rows}的异议已处理：{resultZh}', '{reason}'],
  ),
  passed: template(
    ['{titleEn}: passed', 'Row {rows}. Read it among the public notices under the number {case}.'],
    ['{titleZh}：公示通过', '条目{rows}，请在公示列表中按编号{case}查看。'],
  ),
  withdrawn: template(['{titleEn} was taken back', '{reason}'], ['{titleZh}已撤销', '{reason}']),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
