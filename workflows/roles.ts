/** The roles that people hold in the shipped processes, with their titles. A process names those that it knows; one outside brings its own. */
import type { Title } from './kernel/process.ts';

export const roles = {
  // Reporters, applicants and learners.
  resident: { en: 'resident', zh: '居民' },
  courier: { en: 'courier', zh: '快递骑手' },
  customer: { en: 'electricity customer', zh: '用电客户' },
  trainee: { en: 'trainee', zh: '学员' },
  siteWorker: { en: 'site worker', zh: '村社经办人' },
  // The street.
  officer: { en: 'grid officer', zh: '网格员' },
  hotlineAgent: { en: 'hotline agent', zh: '热线坐席' },
  dispatcher: { en: 'dispatcher', zh: '派单员' },
  handler: { en: 'handler', zh: '经办人' },
  shiftLeader: { en: 'shift leader', zh: '班组长' },
  ruler: { en: 'ruling officer', zh: '裁定员' },
  leader: { en: 'leader', zh: '分管领导' },
  meetingSecretary: { en: 'meeting secretary', zh: '协调会秘书' },
  goodsKeeper: { en: 'keeper of goods', zh: '物品保管员' },
  // The power utility.
  windowClerk: { en: 'window clerk', zh: '营业厅受理员' },
  accountManager: { en: 'account manager', zh: '客户经理' },
  surveyor: { en: 'surveyor', zh: '勘查员' },
  schemeDesigner: { en: 'scheme designer', zh: '方案设计员' },
  schemeReviewer: { en: 'scheme reviewer', zh: '方案审核员' },
  inspector: { en: 'inspector', zh: '检验员' },
  installer: { en: 'installer', zh: '装表接电员' },
  permitIssuer: { en: 'permit issuer', zh: '工作票签发人' },
  workLeader: { en: 'work leader', zh: '工作负责人' },
  permitter: { en: 'permitter', zh: '工作许可人' },
  guardian: { en: 'dedicated guardian', zh: '专责监护人' },
  lineWorker: { en: 'line worker', zh: '线路作业人员' },
  protectionPlanner: { en: 'protection planner', zh: '保电方案编制人' },
  patroller: { en: 'patroller', zh: '巡视员' },
  patrolLeader: { en: 'patrol leader', zh: '巡查负责人' },
  rectifier: { en: 'rectifier', zh: '整改人员' },
  // The academy.
  academyAdmin: { en: 'academy administrator', zh: '学院管理员' },
  lecturer: { en: 'lecturer', zh: '讲师' },
  mentor: { en: 'mentor', zh: '导师' },
  examiner: { en: 'examiner', zh: '考官' },
  deskOfficer: { en: 'desk officer', zh: '答疑员' },
  personnel: { en: 'personnel officer', zh: '人事专员' },
  // Growers and couriers.
  grower: { en: 'grower', zh: '种植户' },
  stationClerk: { en: 'station clerk', zh: '服务站站务员' },
  pickupDispatcher: { en: 'pickup dispatcher', zh: '揽收调度员' },
  trunkClerk: { en: 'trunk clerk', zh: '干线交接员' },
  coldStoreKeeper: { en: 'cold store keeper', zh: '冷库管理员' },
  carrier: { en: 'carrier’s system', zh: '承运商系统' },
  claimAssessor: { en: 'claim assessor', zh: '理赔定责员' },
  claimRuler: { en: 'claim ruling officer', zh: '理赔裁定员' },
  cashier: { en: 'cashier', zh: '出纳' },
  bank: { en: 'bank’s system', zh: '银行系统' },
  allianceSecretary: { en: 'alliance secretary', zh: '联盟秘书' },
  allianceMember: { en: 'alliance member', zh: '联盟成员' },
  expert: { en: 'field expert', zh: '农技专家' },
  guidanceSecretary: { en: 'guidance secretary', zh: '技术指导秘书' },
  liveHost: { en: 'live host', zh: '主播' },
  roomKeeper: { en: 'room keeper', zh: '直播间管理员' },
  // Firms, and who serves, judges and pays them.
  firmAgent: { en: 'firm’s agent', zh: '企业代办人' },
  serviceLeader: { en: 'enterprise service leader', zh: '企业服务负责人' },
  policyReviewer: { en: 'policy reviewer', zh: '政策审核员' },
  jointReviewer: { en: 'joint reviewer', zh: '联审员' },
  financeOfficer: { en: 'finance officer', zh: '财政专员' },
  treasury: { en: 'treasury’s system', zh: '国库系统' },
  noticeOfficer: { en: 'notice officer', zh: '公示经办人' },
  clawbackOfficer: { en: 'clawback officer', zh: '资金追回专员' },
  parkManager: { en: 'park manager', zh: '园区经理' },
  fitReviewer: { en: 'fit reviewer', zh: '匹配评审员' },
  // Homes of the old town, and who renovates them.
  householder: { en: 'householder', zh: '住户' },
  renovationLead: { en: 'renovation lead', zh: '微改造专员' },
  heritageReviewer: { en: 'heritage reviewer', zh: '古城保护审核员' },
  fireReviewer: { en: 'fire safety reviewer', zh: '消防审核员' },
  utilityReviewer: { en: 'utilities reviewer', zh: '管线审核员' },
  siteSupervisor: { en: 'site supervisor', zh: '工程监理' },
  contractor: { en: 'contractor', zh: '施工单位' },
  auditorOfWorks: { en: 'auditor of works', zh: '工程审价员' },
  // Everywhere.
  admin: { en: 'administrator', zh: '系统管理员' },
  auditor: { en: 'auditor', zh: '审计员' },
} as const satisfies Record<string, Title>;

export type RoleName = keyof typeof roles;

/** These roles with their titles, as a process names them. */
export const rolesOf = <const R extends RoleName>(...names: readonly R[]): { readonly [N in R]: Title } => {
  const titled: Partial<Record<RoleName, Title>> = Object.fromEntries(names.map((name) => [name, roles[name]]));
  return titled as { readonly [N in R]: Title };
};
