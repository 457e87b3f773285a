/** What a micro-renovation says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

const SMS = { channels: ['inbox', 'sms'] } as const;

export const notices = {
  begun: template(
    ['{title} is to be renovated', 'Somebody comes to ask what you wish; {case} has all that follows.'],
    ['{title}启动微改造', '工作人员将入户走访听取意愿，进展见{case}。'],
    SMS,
  ),
  surveyed: template(
    ['{title}: all homes were visited', 'Make the plan in {case} by {due.draft}.'],
    ['{title}走访完成', '请于{due.draft}前在{case}编制方案。'],
  ),
  noAnswer: template(
    ['Nobody was met at {door}', 'We came several times about the renovation. Tell us what you wish: {case}.'],
    ['{door}多次上门未遇', '请联系我们说明改造意愿，详见{case}。'],
    SMS,
  ),
  bought: template(
    ['You own {door} now', 'It is renovated: {case}. A vote that runs already isn’t changed by the sale.'],
    ['您已受让{door}', '该房屋正在微改造（{case}），进行中的表决不因转让变动。'],
  ),
  toReview: template(
    ['Review {title}, version {version}', 'Say what you think in {case} by {due.review}.'],
    ['请会审{title}第{version}版', '请于{due.review}前在{case}提出意见。'],
  ),
  toPublish: template(['{title} was reviewed', 'All agree; publish it in {case}.'], ['{title}会审通过', '请在{case}公示方案。']),
  toChange: template(
    ['{title} is to be changed', '{words} Make another version in {case} by {due.draft}.'],
    ['{title}须修改', '{words} 请于{due.draft}前在{case}修改。'],
  ),
  planVersion: template(
    ['The plan of {title}, version {version}', 'It costs {yuan} yuan in all. Read it in {case}, and say what you think.'],
    ['{title}方案第{version}版', '总造价{yuan}元，请在{case}查看并提出意见。'],
    SMS,
  ),
  noticePassed: template(['The notice of {title} has passed', 'Go on in {case}.'], ['{title}公示通过', '请在{case}继续办理。']),
  struck: template(
    ['An objection to {title} was upheld', 'Change what is public in {case}.'],
    ['{title}公示异议成立', '请在{case}修改后重新公示。'],
  ),
  noticeWithdrawn: template(
    ['The notice of {title} was withdrawn', 'Publish again in {case}.'],
    ['{title}公示已撤销', '请在{case}重新公示。'],
  ),
  noticeRefused: template(['The notice of {title} was refused', '{reason}'], ['{title}公示未能发布', '{reason}']),
  opinion: template(['An opinion on {title}', 'Answer it in {case}.'], ['{title}有新意见', '请在{case}答复。']),
  opinionAnswered: template(['Your opinion on {title} was answered', '{answer}'], ['您对{title}的意见已答复', '{answer}']),
  residentsMet: template(
    ['The residents of {title} have met', 'Read the minutes in {case}.'],
    ['{title}居民议事会已召开', '纪要见{case}。'],
  ),
  voteOpens: template(
    ['Vote on {title}', 'From {from} to {to}, in {case} or on paper. You may change your vote until the end.'],
    ['请就{title}表决', '表决时间{from}至{to}，可在{case}或以纸质选票表决，截止前可更改。'],
    SMS,
  ),
  voteNoted: template(
    ['The vote for {doors} was noted', 'It may be changed in {case} until {due.vote}; the last one counts.'],
    ['{doors}的表决已登记', '截止（{due.vote}）前可在{case}更改，以最后一次为准。'],
    SMS,
  ),
  secondClerk: template(
    ['A paper vote of {door} waits for a second clerk', 'Enter it again in {case}, from the paper.'],
    ['{door}纸质选票待第二人录入', '请依原件在{case}再次录入。'],
  ),
  authorised: template(
    ['You stand in for {door}', 'Vote for it in {case} by {due.vote}.'],
    ['您受托为{door}表决', '请于{due.vote}前在{case}表决。'],
    SMS,
  ),
  proxyNoted: template(
    ['Who stands in for {door} has changed', 'Look in {case}; you may vote yourself at any time.'],
    ['{door}的委托已变更', '详见{case}，您可随时亲自表决。'],
    SMS,
  ),
  gateMissed: template(
    ['Too few have voted on {title}', 'The vote goes on until {to}. Take part: {case}.'],
    ['{title}表决参与不足', '表决延长至{to}，请参与：{case}。'],
    SMS,
  ),
  result: template(
    ['The vote on {title} is counted', 'Both counts stand in {case}.'],
    ['{title}表决结果已公布', '人数和面积两项计票结果见{case}。'],
    SMS,
  ),
  tenantsAgainst: template(
    ['Tenants say no to {title}', 'The vote has carried, and the tenants of {doors} don’t agree. Decide in {case}.'],
    ['{title}有公房承租人不同意', '表决已通过，{doors}承租人不同意，请在{case}裁定。'],
  ),
  agreed: template(
    ['{title} is agreed on', 'Have the works inside homes signed for, then reckon the shares in {case}.'],
    ['{title}表决通过', '请办理户内工程签字，再在{case}计算分摊。'],
  ),
  roundsOver: template(
    ['{title} is put aside', 'The vote hasn’t carried, and no round is left.'],
    ['{title}已搁置', '表决未通过且轮次已用完。'],
  ),
  anotherVersion: template(
    ['The vote on {title} hasn’t carried', 'Make another version in {case}, or put it aside.'],
    ['{title}表决未通过', '请在{case}编制新版或搁置。'],
  ),
  toSign: template(
    ['Sign for the works inside {door}', 'Without your signature in {case} they are left out.'],
    ['请为{door}户内工程签字', '未在{case}签字的不实施。'],
    SMS,
  ),
  signatureBack: template(
    ['{door} took its signature back', 'Reckon the shares anew in {case}.'],
    ['{door}撤回户内工程签字', '请在{case}重新计算分摊。'],
  ),
  allSigned: template(
    ['{title}: the signatures are in', 'Reckon the shares in {case}.'],
    ['{title}签字完成', '请在{case}计算分摊。'],
  ),
  toCheckShares: template(
    ['Check the shares of {title}', 'Reckon them again in {case}.'],
    ['请复核{title}分摊', '请在{case}复算。'],
  ),
  sharesWrong: template(['The shares of {title} aren’t right', '{words}'], ['{title}分摊有误', '{words}']),
  sharesPublic: template(
    ['The shares of {title} are public', 'Read yours in {case}, and object within the time of the notice.'],
    ['{title}费用分摊已公示', '请在{case}查看，公示期内可提出异议。'],
    SMS,
  ),
  sharesPassed: template(
    ['The shares of {title} have passed', 'Find the contractor in {case}.'],
    ['{title}分摊公示通过', '请在{case}确定施工单位。'],
  ),
  dues: template(
    ['{yuan} yuan are due for {door}', 'Pay within the time that {case} shows; instalments and help can be had.'],
    ['{door}应缴{yuan}元', '请在{case}所示期限内缴款，可申请分期或困难减免。'],
    SMS,
  ),
  duesNoted: template(
    ['{yuan} yuan for {door} were noted', '{left} yuan are left: {case}.'],
    ['{door}缴款{yuan}元已登记', '余额{left}元，详见{case}。'],
    SMS,
  ),
  duesReminded: template(
    ['Dues of {title}', '{paid} yuan were paid so far. Ask those who haven’t paid: {case}.'],
    ['{title}缴款进度', '已收{paid}元，请在{case}联系未缴住户。'],
  ),
  hardshipAsked: template(['{door} asks for help', 'Decide in {case}.'], ['{door}申请困难减免', '请在{case}审批。']),
  hardshipDecided: template(['Help for {door}: {yuan} yuan', '{reason}'], ['{door}困难减免{yuan}元', '{reason}'], SMS),
  instalments: template(
    ['{door} pays in {parts} instalments', 'Each of about {yuan} yuan: {case}.'],
    ['{door}分{parts}期缴款', '每期约{yuan}元，详见{case}。'],
    SMS,
  ),
  chosen: template(
    ['You were chosen for {title}', 'The contract follows in {case}.'],
    ['贵单位承接{title}', '后续签约见{case}。'],
  ),
  contracted: template(
    ['The contract of {title} is made', 'It ends on {until}. Begin the lots in their order: {case}.'],
    ['{title}合同已签', '工期至{until}，请在{case}按序开工。'],
  ),
  contractorChanged: template(
    ['{title} has another contractor', '{name} goes on: {case}.'],
    ['{title}更换施工单位', '由{name}继续施工，详见{case}。'],
  ),
  contractorEnded: template(
    ['{name} has ended', 'Choose another contractor in {case}.'],
    ['{name}已终止', '请在{case}更换施工单位。'],
  ),
  householdEnded: template(
    ['The household {name} has ended', 'Enter who owns the home now in {case}.'],
    ['住户{name}已注销', '请在{case}登记新所有人。'],
  ),
  worksBegin: template(
    ['The works of {title} begin', 'They last until {until}; appointments follow.'],
    ['{title}即将施工', '工期至{until}，入户时间另行预约。'],
    SMS,
  ),
  challenged: template(
    ['The vote on {title} is challenged', '{court}, {number}. You may suspend it in {case}.'],
    ['{title}表决被诉', '{court} {number}，可在{case}中止。'],
  ),
  suspended: template(['{title} is suspended', '{reason}'], ['{title}已中止', '{reason}'], SMS),
  wentOn: template(['{title} goes on', '{reason}'], ['{title}恢复实施', '{reason}'], SMS),
  lotBegins: template(
    ['{lotEn} of {title} begins', 'Read what follows in {case}.'],
    ['{title}{lotZh}开工', '进展见{case}。'],
    SMS,
  ),
  hiddenShown: template(
    ['Hidden work waits to be checked', '{what}: check it in {case} before it is covered.'],
    ['隐蔽工程待验收', '{what}，请在覆盖前于{case}验收。'],
  ),
  hiddenPassed: template(['{what} has passed', 'It may be covered: {case}.'], ['{what}验收合格', '可以覆盖，详见{case}。']),
  hiddenFailed: template(
    ['{what} hasn’t passed', 'Do it again and show it in {case}.'],
    ['{what}验收不合格', '请返工后在{case}重新报验。'],
  ),
  toInspect: template(
    ['Inspect {title}', 'All lots are done. Make an appointment with a household, and inspect by {due.inspect}.'],
    ['请验收{title}', '各标段已完工，请预约住户到场，于{due.inspect}前验收。'],
  ),
  inspection: template(
    ['{title} is inspected', 'A household is to be present: {case}.'],
    ['{title}即将验收', '须有住户到场，详见{case}。'],
    SMS,
  ),
  entry: template(
    ['Somebody comes to {door}', 'From {from} to {until}, for the works of {case}. You may cancel it there.'],
    ['{door}入户施工预约', '{from}至{until}，详见{case}，可取消。'],
    SMS,
  ),
  entryCancelled: template(
    ['The appointment at {door} is cancelled', 'Make another one in {case}.'],
    ['{door}入户预约已取消', '请在{case}另行预约。'],
    SMS,
  ),
  supplyOff: template(
    ['{supplyEn} is off', 'From {from} to {until}, for the works of {case}.'],
    ['{supplyZh}通知', '{from}至{until}，因{case}施工。'],
    SMS,
  ),
  toConsent: template(
    ['Variation {n} of {title}: {lotEn}, {yuan} yuan', 'Say yes or no in {case}; silence is no yes.'],
    ['{title}第{n}项变更：{lotZh} {yuan}元', '请在{case}表态，未表态不视为同意。'],
    SMS,
  ),
  toApprove: template(
    ['Variation {n} of {title}: {lotEn}, {yuan} yuan', 'Approve it in {case}.'],
    ['{title}第{n}项变更：{lotZh} {yuan}元', '请在{case}审批。'],
  ),
  variationAgreed: template(
    ['Variation {n} of {title} is agreed', 'Go on by it: {case}.'],
    ['{title}第{n}项变更已同意', '请按此实施，详见{case}。'],
  ),
  variationRefused: template(
    ['Variation {n} of {title} isn’t made', 'Go on as planned: {case}.'],
    ['{title}第{n}项变更不实施', '请按原方案实施，详见{case}。'],
  ),
  findings: template(
    ['{count} findings at {title}', 'They go back to work: {case}.'],
    ['{title}验收发现{count}项问题', '相关标段返工，详见{case}。'],
  ),
  toLook: template(
    ['A household refuses the works', 'Look at {door} together by {due.jointLook}: {case}.'],
    ['住户对工程有异议', '请于{due.jointLook}前联合查看{door}，详见{case}。'],
  ),
  toAskOpinion: template(
    ['{title} needs an independent opinion', 'The household still refuses; enter the opinion in {case}.'],
    ['{title}须第三方意见', '住户仍有异议，请在{case}登记第三方意见。'],
  ),
  accepted: template(
    ['{title} is accepted', 'The costs are settled next: {case}.'],
    ['{title}验收合格', '随后办理结算，详见{case}。'],
    SMS,
  ),
  toSettle: template(
    ['Send the settlement of {title}', 'In {case}: what was really done.'],
    ['请报送{title}结算', '请在{case}填报实际完成量。'],
  ),
  toAudit: template(['Audit {title}', 'By {due.audit}, in {case}.'], ['请审核{title}结算', '请于{due.audit}前在{case}审价。']),
  settlementReturned: template(['The settlement of {title} came back', '{reason}'], ['{title}结算已退回', '{reason}']),
  finalShare: template(
    ['{door} pays {yuan} yuan in all', '{back} yuan come back to you: {case}.'],
    ['{door}最终承担{yuan}元', '退还{back}元，详见{case}。'],
    SMS,
  ),
  audited: template(['{title} cost {yuan} yuan', 'Audited in {case}.'], ['{title}审定造价{yuan}元', '详见{case}。']),
  toPay: template(['Something is to be paid for {title}', 'Pay it in {case}.'], ['{title}有待付款项', '请在{case}支付。']),
  warrantyDates: template(
    ['The warranty of {title}', 'Its dates stand in {case}; report defects there.'],
    ['{title}保修期', '各项保修期见{case}，可在此报修。'],
    SMS,
  ),
  sent: template(['{yuan} yuan were sent', '{key} of {case}.'], ['已付款{yuan}元', '{case}：{key}。']),
  bounced: template(['{payment} came back', 'Pay it again in {case}.'], ['{payment}已退回', '请在{case}重新支付。']),
  unclear: template(
    ['It isn’t clear whether {payment} has arrived', 'Ask the bank, and clear it in {case}.'],
    ['{payment}是否到账不明', '请向银行核实后在{case}登记。'],
  ),
  defect: template(['Defect {n} at {door}', '{text} Answer in {case}.'], ['{door}第{n}项报修', '{text} 请在{case}答复。']),
  defectAnswer: template(['Defect {n} was answered', '{answer}'], ['第{n}项报修已答复', '{answer}'], SMS),
  toCheckRepair: template(['Check the repair of defect {n}', 'In {case}.'], ['请查验第{n}项修复', '详见{case}。']),
  repairFailed: template(
    ['The repair of defect {n} isn’t right', 'Do it again: {case}.'],
    ['第{n}项修复不合格', '请返修，详见{case}。'],
  ),
  repairedByOthers: template(
    ['Defect {n} was repaired by others', '{yuan} yuan were taken from what was kept back: {case}.'],
    ['第{n}项缺陷已另行修复', '从质保金支付{yuan}元，详见{case}。'],
  ),
  defectsOver: template(
    ['The time of defects of {title} is over', 'Ask for what was kept back, in {case}.'],
    ['{title}缺陷责任期满', '可在{case}申请返还质保金。'],
  ),
  toRelease: template(
    ['Release what was kept back of {title}', 'Check it in {case} by {due.releaseCheck}.'],
    ['请核查{title}质保金返还', '请于{due.releaseCheck}前在{case}办理。'],
  ),
  released: template(
    ['{yuan} yuan are released', 'They are paid soon: {case}.'],
    ['质保金{yuan}元同意返还', '即将支付，详见{case}。'],
  ),
  meetingRefused: template(
    ['The meeting on {title} wasn’t opened', '{reason} Call it again in {case}.'],
    ['{title}协调会未能召集', '{reason} 请在{case}重新召集。'],
  ),
  meetingEnded: template(
    ['The meeting on {title} has ended', 'What it stopped may go on: {case}.'],
    ['{title}协调会已结束', '前置事项已办结，可在{case}继续办理。'],
  ),
  shelved: template(
    ['{title} is put aside', '{reason} Others have their turn meanwhile.'],
    ['{title}已搁置', '{reason} 其他单元依次办理。'],
    SMS,
  ),
  resumed: template(
    ['{title} goes on', 'A plan is made anew: {case}.'],
    ['{title}恢复办理', '将重新编制方案，详见{case}。'],
    SMS,
  ),
  withdrawn: template(['{title} is given up', '{reason}'], ['{title}已撤销', '{reason}'], SMS),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
