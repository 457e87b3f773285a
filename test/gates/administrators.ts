/** Who administers the sample tenants. */
const ADMINS: Readonly<Record<string, string>> = {
  fushan: 'shi-lei',
  shangyu: 'qiu-lin',
  xiaoshan: 'luo-wen',
  tongyu: 'mei-xue',
  xindai: 'guan-shu',
};

export const administratorOf = (tenant: string): string => {
  const found = ADMINS[tenant];
  if (!found) throw new Error(`Nobody is known to administer ${tenant}.`);
  return found;
};
