/** Sentences in both languages for what a schema finds wrong, where the schema has none of its own. */
import type { z } from 'zod';
import type { Title } from '../../workflows/kernel/process.ts';

type Raw = Parameters<z.core.$ZodErrorMap>[0];

const kinds: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  string: ['a text', '文字'],
  number: ['a number', '数字'],
  int: ['a whole number', '整数'],
  boolean: ['true or false', '是或否'],
  array: ['a list', '列表'],
  object: ['an object with fields', '对象'],
};

const bound = (issue: Raw & { readonly code: 'too_big' | 'too_small' }): readonly [en: string, zh: string] => {
  const amount = String(issue.code === 'too_big' ? issue.maximum : issue.minimum);
  const [atMost, zhMost] = issue.code === 'too_big' ? ['at most', '最多'] : ['at least', '至少'];
  if (issue.origin === 'string') return [`Write ${atMost} ${amount} characters.`, `${zhMost}填写${amount}个字。`];
  if (issue.origin === 'array') return [`Give ${atMost} ${amount} entries.`, `${zhMost}填写${amount}项。`];
  return [`Give ${atMost} ${amount}.`, issue.code === 'too_big' ? `不得大于${amount}。` : `不得小于${amount}。`];
};

/** What the field is called, where its schema has a title. */
const titleOf = ({ inst }: Raw): Title | undefined => (inst as z.ZodType | undefined)?.meta?.()?.['x-title'] as Title | undefined;

const words = (issue: Raw): readonly [en: string, zh: string] => {
  if (issue.input === undefined && issue.code.startsWith('invalid')) {
    const title = titleOf(issue);
    return title ? [`“${title.en}” is needed.`, `请填写“${title.zh}”。`] : ['This is needed.', '此项必填。'];
  }
  switch (issue.code) {
    case 'invalid_type': {
      const [en, zh] = kinds[issue.expected] ?? ['another kind of value', '其他类型的值'];
      return [`Give ${en} here.`, `此项应为${zh}。`];
    }
    case 'invalid_value':
      return [`Choose ${issue.values.map(String).join(', ')}.`, `请选择${issue.values.map(String).join('、')}。`];
    case 'too_big':
    case 'too_small':
      return bound(issue);
    case 'unrecognized_keys':
      return [`There is no field ${issue.keys.join(', ')} here.`, `没有${issue.keys.join('、')}这一项。`];
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      return ['This isn’t in the form that is asked for.', '此项格式不正确。'];
  }
};

/** For `safeParse`: English and Chinese, parted by a slash as in the schemas. */
export const inWords: z.core.$ZodErrorMap = (issue) => words(issue).join(' / ');
