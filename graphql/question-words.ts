/** Sentences of GraphQL and its server about a question that doesn't fit the contract: in Chinese, and where they don't say how to go on, in other words. */
import type { Title } from '../workflows/kernel/process.ts';

/** In this order: the first that fits is said. `$1` and so on are the names that the English sentence has. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^Variable "\$(.+?)" of required type "(.+?)" was not provided\.$/s, '缺少变量$$$1（类型$2）。'],
  [/^Variable "\$(.+?)" of non-null type "(.+?)" must not be null\.$/s, '变量$$$1（类型$2）不能为空。'],
  [/^Variable "\$(.+?)" got invalid value .*? at "(.+?)"; (.+)$/s, '变量$$$1的$2有误：$3'],
  [/^Variable "\$(.+?)" got invalid value .*?; (.+)$/s, '变量$$$1有误：$2'],
  [/^Field "(.+?)" of required type "(.+?)" was not provided\.$/s, '缺少$1（类型$2）。'],
  [/^Field "(.+?)" is not defined by type "(.+?)"\..*$/s, '$2没有“$1”这一项。'],
  [/^Expected non-nullable type "(.+?)" not to be null\.$/s, '此项不能为空（类型$1）。'],
  [/^Expected type "(.+?)" to be an object\.$/s, '此项应为对象（类型$1）。'],
  [/^Expected value of type "(.+?)", found (.+?); (.+)$/s, '$2不是$1：$3'],
  [/^Expected value of type "(.+?)", found (.+?)\.$/s, '此项应为$1，现为$2。'],
  [/^Expected type "(.+?)"\. (.+)$/s, '此项应为$1：$2'],
  [/^Value "(.+?)" does not exist in "(.+?)" enum\..*$/s, '$2没有“$1”这一选项。'],
  [/^Enum "(.+?)" cannot represent .*?: (.+?)\..*$/s, '$1不能取值$2。'],
  [/^Int cannot represent non-integer value: (.+)$/s, '应为整数，现为$1。'],
  [/^Int cannot represent non 32-bit signed integer value: (.+)$/s, '整数过大：$1。'],
  [/^(?:Float|Int) cannot represent non.?numeric value: (.+)$/s, '应为数字，现为$1。'],
  [/^String cannot represent a? ?non.?string value: (.+)$/s, '应为文字，现为$1。'],
  [/^ID cannot represent a? ?non.?string and non.?integer value: (.+)$/s, '应为编号，现为$1。'],
  [/^ID cannot represent value: (.+)$/s, '应为编号，现为$1。'],
  [/^Boolean cannot represent a? ?non.?boolean value: (.+)$/s, '应为true或false，现为$1。'],
  [/^Cannot query field "(.+?)" on type "(.+?)"\..*$/s, '$2没有字段“$1”。'],
  [/^Unknown argument "(.+?)" on field "(.+?)"\..*$/s, '字段$2没有参数“$1”。'],
  [/^Unknown type "(.+?)"\..*$/s, '没有类型“$1”。'],
  [/^Argument "(.+?)" of required type "(.+?)" was not provided\.$/s, '缺少参数$1（类型$2）。'],
  [/^Argument "(.+?)" has invalid value (.+?)\.(?: (.+))?$/s, '参数$1的值$2有误。$3'],
  [/^Field "(.+?)" argument "(.+?)" of type "(.+?)" is required, but it was not provided\.$/s, '字段$1缺少参数$2（类型$3）。'],
  [/^Field "(.+?)" must not have a selection since type "(.+?)" has no subfields\.$/s, '字段$1（类型$2）没有下级字段。'],
  [/^Field "(.+?)" of type "(.+?)" must have a selection of subfields\..*$/s, '请写明字段$1（类型$2）的下级字段。'],
  [/^Variable "\$(.+?)" is not defined.*$/s, '没有定义变量$$$1。'],
  [/^Variable "\$(.+?)" is never used.*$/s, '变量$$$1未被使用。'],
  [/^Variable "\$(.+?)" of type "(.+?)" used in position expecting type "(.+?)"\.$/s, '变量$$$1的类型$2与此处要求的$3不符。'],
  [/^Syntax Error: Expected (.+), found (.+?)\.?$/s, '查询语句有语法错误：应为$1，现为$2。'],
  [/^Syntax Error: Unexpected (.+?)\.?$/s, '查询语句有语法错误：此处不应有$1。'],
  [/^Syntax Error: (.+)$/s, '查询语句有语法错误：$1'],
];

/** The sentence in Chinese, and that of a part of it that is a sentence as well; one that nobody has translated stays, behind a Chinese word. */
const inChinese = (message: string): string => {
  for (const [pattern, words] of SENTENCES) {
    const found = pattern.exec(message);
    if (!found) continue;
    return words.replaceAll(/\$\$|\$(\d)/g, (mark, at: string | undefined) => {
      if (mark === '$$') return '$';
      const part = found[Number(at)] ?? '';
      return at === String(found.length - 1) && /^[A-Z]/.test(part) && part.endsWith('.') ? inChinese(part) : part;
    });
  }
  return /\p{Script=Han}/u.test(message) ? message : `请求不符合接口约定：${message}`;
};

/** `$1` is what the sentence names. */
const OTHER_WORDS: readonly (readonly [RegExp, Title])[] = [
  [
    /^Required CSRF header\(s\) not present$/,
    {
      en: 'Send such a request with the header “graphql-require-preflight: 1”, or as JSON by POST.',
      zh: '此类请求须带请求头“graphql-require-preflight: 1”，或以POST方式提交JSON。',
    },
  ],
  [
    /^Batching is limited to (\d+) operations per request\.$/,
    { en: 'A request has at most $1 questions. Send the rest in another one.', zh: '一次请求最多$1项查询，请分次提交。' },
  ],
  [
    /^Request body too large$/,
    {
      en: 'A request with files has at most 100 MiB. Send fewer at once.',
      zh: '含文件的请求最大100 MiB，请分次提交。',
    },
  ],
  [
    /^POST body sent invalid JSON\.$/,
    {
      en: 'This isn’t JSON. Compare its brackets and quotation marks, and send it again.',
      zh: '内容不是有效的JSON，请检查括号和引号后重新提交。',
    },
  ],
  [/^Must provide query string\.$/, { en: 'Send the question as “query”.', zh: '请在query中提交查询语句。' }],
  [
    /^GraphQL introspection has been disabled, .*$/,
    { en: 'The schema is shown to who is signed in. Send your token.', zh: '查看架构须先登录，请携带令牌。' },
  ],
];

/** The sentence as a caller of this language is told it. */
export const inPlainWords = (locale: 'en' | 'zh', message: string): string => {
  for (const [pattern, words] of OTHER_WORDS) if (pattern.test(message)) return message.replace(pattern, words[locale]);
  return locale === 'zh' ? inChinese(message) : message;
};
