/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Report an issue 随手拍上报. */
export type IssueReportStart = {
  /** Without your name 匿名上报. Where the category allows it. You get a code to follow the report, and nobody here learns who you are. 类别允许时可匿名。您将获得查询码，本单位不记录您的身份。 */
  anonymous?: boolean | null | undefined;
  /** Category 事项类别. Look at its warning first: of some matters nothing may be kept here. 请先阅读类别提示：部分事项本单位不得留存内容。 */
  category: string;
  /** How it came in 上报渠道. Left out, it is the usual one for your role. 不填则按您的角色默认。 */
  channel?: IssueReportStartChannel | null | undefined;
  /** Photos 照片. Show what is wrong. 请拍摄问题现场。 */
  photos?: Array<Blob> | null | undefined;
  /** Place 事发地点. It must lie in one of the grid areas. 须在本辖区网格内。 */
  place: PlaceInput;
  /** Reporter 上报人. If you report for somebody else, or to tell us how to reach you. Without it and without an account you stay anonymous. 代他人上报或留下联系方式时填写；无账号且不填的为匿名上报。 */
  reporter?: IssueReportStartReporter | null | undefined;
  /** The same as 与该件相同. An open report nearby that speaks of the same: yours joins it, and you hear its result. 附近反映同一问题的在办件，您的上报将并入并收到其结果。 */
  sameAs?: string | null | undefined;
  /** What is wrong 问题描述. In your own words. 请用自己的话说明。 */
  text: string;
};

export type IssueReportStartChannel =
  /** App 线上上报 */
  | 'app'
  /** Couriers 快递小哥上报 */
  | 'courierGroup'
  /** Hotline 热线来电 */
  | 'hotline'
  /** Patrol 网格巡查 */
  | 'patrol';

export type IssueReportStartReporter = {
  /** E-mail 电子邮箱. For writing back. Only staff who may see personal data see it. 用于回信，仅有权查看个人信息的工作人员可见。 */
  email?: string | null | undefined;
  /** Language 通知语言. */
  locale?: IssueReportStartReporterLocale | null | undefined;
  /** Name 称呼. Only staff who may see personal data see it. 仅有权查看个人信息的工作人员可见。 */
  name?: string | null | undefined;
  /** Telephone 联系电话. For calling back. Only staff who may see personal data see it. 用于回电，仅有权查看个人信息的工作人员可见。 */
  phone?: string | null | undefined;
};

export type IssueReportStartReporterLocale =
  /** English 英文 */
  | 'en'
  /** Chinese 中文 */
  | 'zh';

export type PlaceInput = {
  /** Address 地址. The place in words, such as a street and house number. 用文字说明地点，例如街道和门牌号。 */
  address?: string | null | undefined;
  /** Latitude 纬度. In WGS 84 degrees. WGS 84坐标（度）。 */
  lat: number;
  /** Longitude 经度. In WGS 84 degrees. WGS 84坐标（度）。 */
  lon: number;
};

export type FileReportMutationVariables = Exact<{
  input: IssueReportStart;
  requestId: string | number;
}>;


export type FileReportMutation = { startIssueReport:
    | { __typename: 'ActionDone', case:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string, facts: { category: { code: string | null } | null, place: { lat: number, lon: number } | null } }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       }
    | { __typename: 'Conflict', message: string }
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'Refused', message: string }
   };

export type AcceptReportMutationVariables = Exact<{
  caseId: string | number;
  requestId: string | number;
}>;


export type AcceptReportMutation = { issueReportAccept:
    | { __typename: 'ActionDone', case:
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
        | { state: string }
       }
    | { __typename: 'Conflict', message: string }
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'Refused', message: string }
   };

export type TasksQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type TasksQuery = { tasks: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { caseId: string, action: string, dueAt: string | null } }> } };

export type EventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type EventsSubscription = { events: { cursor: string, node:
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, input: { category: string | null }, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
      | { caseId: string, title: { text: string } | null }
     } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const FileReportDocument = new TypedDocumentString(`
    mutation FileReport($input: IssueReportStart!, $requestId: ID!) {
  startIssueReport(input: $input, requestId: $requestId) {
    __typename
    ... on ActionDone {
      case {
        id
        ... on IssueReport {
          facts {
            category {
              code
            }
            place {
              lat
              lon
            }
          }
        }
      }
    }
    ... on Refused {
      message
    }
    ... on Conflict {
      message
    }
    ... on InvalidInput {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<FileReportMutation, FileReportMutationVariables>;
export const AcceptReportDocument = new TypedDocumentString(`
    mutation AcceptReport($caseId: ID!, $requestId: ID!) {
  issueReportAccept(caseId: $caseId, requestId: $requestId) {
    __typename
    ... on ActionDone {
      case {
        state
      }
    }
    ... on Refused {
      message
    }
    ... on Conflict {
      message
    }
    ... on InvalidInput {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AcceptReportMutation, AcceptReportMutationVariables>;
export const TasksDocument = new TypedDocumentString(`
    query Tasks($after: String) {
  tasks(first: 50, after: $after, filter: {process: ["issueReport"]}) {
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        caseId
        action
        dueAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TasksQuery, TasksQueryVariables>;
export const EventsDocument = new TypedDocumentString(`
    subscription Events($after: String) {
  events(after: $after, filter: {process: ["issueReport"]}) {
    cursor
    node {
      caseId
      title {
        text
      }
      ... on IssueReportReportedEvent {
        input {
          category
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EventsSubscription, EventsSubscriptionVariables>;