/** The kinds of answers with their titles, for rules and schemas. Pure. */
export const KINDS = {
  solved: ['solved', '已解决'],
  explained: ['explained', '已解释'],
  notPossible: ['not possible', '无法办理'],
  longTerm: ['long-term', '长期推进'],
} as const;
