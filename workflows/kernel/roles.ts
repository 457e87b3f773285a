import type { Title } from './process.ts';

/** Roles that every tenant has, whatever its processes. */
export const KERNEL_ROLES: Readonly<Record<string, Title>> = {
  admin: { en: 'administrator', zh: '系统管理员' },
  auditor: { en: 'auditor', zh: '审计员' },
  breakGlass: { en: 'emergency access', zh: '紧急授权人' },
  follower: { en: 'the reporter with the follow code', zh: '凭跟踪码的上报人' },
  anonymous: { en: 'anybody without an account', zh: '未登录人员' },
};
