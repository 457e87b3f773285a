/** Ballots as facts of a case, described for people. Rules know the types alone. */
import { z } from 'zod';
import { answers, choice, instant, internal, person, title, titled } from './describe.ts';

const threshold = () =>
  z
    .object({
      of: titled('Parts', '分子', z.int()),
      in: titled('Of', '分母', z.int()),
      more: titled('More than it', '须超过', z.boolean().optional()),
    })
    .meta({ title: 'BallotThreshold' });

const thresholds = () =>
  z
    .object({ persons: titled('Of persons', '人数', threshold()), weight: titled('Of weight', '权数', threshold()) })
    .meta({ title: 'BallotThresholds' });

/** When a matter is carried, as the kernel's `VoteRule` has it. */
export const voteRule = () =>
  z
    .object({
      gate: titled('Have to take part', '参与表决门槛', thresholds().nullable()),
      yes: titled('Of these, have to agree', '同意比例', thresholds()),
      silenceIsYes: titled('Silence is yes', '未表决视为同意', z.boolean().optional(), [
        'Only by the voters’ own written rules.',
        '仅限业主规约有书面约定。',
      ]),
    })
    .meta({ title: 'BallotRule' });

/** The frozen register of a ballot. */
export const ballotRegister = () =>
  z.array(
    z
      .object({
        voter: titled('Voter', '表决人', z.string()),
        parts: titled('Parts', '专有部分', z.array(z.string())),
        weight: titled('Weight', '权数', z.int()),
        mayVote: titled('Has a vote', '有表决权', z.boolean()),
        speakers: internal(titled('Speaks for them', '表决代表', z.array(z.string()))),
        represented: internal(titled('Represented', '由他人代表', z.array(z.string()))),
      })
      .meta({ title: 'BallotVoter' }),
  );

export const choicesMade = () =>
  z.array(
    z
      .object({
        matter: titled('Matter', '表决事项', z.string()),
        choice: titled('Choice', '意见', choice({ yes: ['yes', '赞成'], no: ['no', '反对'], abstain: ['abstain', '弃权'] })),
      })
      .meta({ title: 'BallotChoice' }),
  );

const vote = () =>
  z
    .object({
      choices: titled('Choices', '意见', choicesMade()),
      way: titled(
        'How',
        '方式',
        choice({ self: ['by themselves', '本人'], proxy: ['by proxy', '委托'], paper: ['on paper', '纸质'] }),
      ),
    })
    .meta({ title: 'BallotVote' });

const over = () =>
  z
    .object({
      at: titled('At', '时间', instant()),
      how: titled(
        'How',
        '原因',
        choice({ revoked: ['revoked', '撤销'], replaced: ['replaced', '另行委托'], left: ['left', '已离开'] }),
      ),
    })
    .meta({ title: 'BallotProxyEnd' });

const proxy = () =>
  z
    .object({
      of: titled('For', '委托人', z.string()),
      proxy: titled('Stands in', '受托人', person()),
      at: titled('Since', '委托时间', instant()),
      ended: titled('Ended', '终止', over().nullable()),
    })
    .meta({ title: 'BallotProxy' });

const paper = () =>
  z
    .object({
      of: titled('Of', '表决人', z.string()),
      by: titled('Entered by', '录入人', person()),
      at: titled('At', '时间', instant()),
      choices: titled('Choices', '意见', choicesMade()),
    })
    .meta({ title: 'BallotPaper' });

/** A ballot, as the kernel's `Ballot` has it. */
export const ballot = () =>
  z
    .object({
      registerHash: titled('Hash of the register', '名册哈希', z.string()),
      matters: titled(
        'Matters',
        '表决事项',
        z.array(
          z
            .object({
              key: titled('Key', '编号', z.string()),
              title: titled('Name', '名称', title()),
              rule: titled('Rule', '表决规则', voteRule()),
            })
            .meta({ title: 'BallotMatter' }),
        ),
      ),
      votes: titled('Votes', '表决', answers(vote()).meta({ title: 'BallotVotes' })),
      proxies: titled('Proxies', '委托', z.array(proxy())),
      papers: titled('Papers entered once', '待复核纸质票', z.array(paper())),
      extensions: titled('Extended', '延期次数', z.int()),
    })
    .meta({ title: 'Ballot' });

const counts = () =>
  z
    .object({ persons: titled('Persons', '人数', z.int()), weight: titled('Weight', '权数', z.int()) })
    .meta({ title: 'BallotCounts' });

/** What a ballot comes to, as the kernel's `BallotResult` has it. */
export const ballotResult = () =>
  z
    .object({
      registerHash: titled('Hash of the register', '名册哈希', z.string()),
      base: titled('In the register', '名册合计', counts()),
      matters: titled(
        'Matters',
        '表决事项',
        z.array(
          z
            .object({
              matter: titled('Matter', '表决事项', z.string()),
              took: titled('Took part', '参与表决', counts()),
              yes: titled('Yes', '赞成', counts()),
              no: titled('No', '反对', counts()),
              abstain: titled('Abstained', '弃权', counts()),
              silentYes: titled('Silent, counted as yes', '未表决计入赞成', counts()),
              gateReached: titled('Enough took part', '达到参与门槛', z.boolean()),
              carried: titled('Carried', '通过', z.boolean()),
              gateMargin: titled('Beyond the gate', '超出参与门槛', counts().nullable(), ['Below 0: missing.', '负数为差额。']),
              yesMargin: titled('Beyond the share of yes', '超出同意比例', counts(), ['Below 0: missing.', '负数为差额。']),
            })
            .meta({ title: 'BallotMatterResult' }),
        ),
      ),
      extensions: titled('Extended', '延期次数', z.int()),
      halfPapers: titled('Papers entered by one clerk alone', '仅一人录入的纸质票', z.int()),
    })
    .meta({ title: 'BallotResult' });
