/** What is said when something happens with a course, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  askedToTeach: template(
    ['You are asked to teach “{title}”', 'Take or decline {case} by {due.answer}; then the next of the pool is asked.'],
    ['邀请您讲授《{title}》', '请于{due.answer}前接受或谢绝{case}，逾期转下一位讲师。'],
  ),
  nobodyTeaches: template(
    ['Nobody teaches “{title}”', 'All of the pool have declined; ask somebody in {case}.'],
    ['《{title}》暂无讲师', '讲师库均已谢绝，请在{case}中另邀讲师。'],
  ),
  courseTaken: template(['{name} teaches “{title}”', '{case} can be published.'], ['{name}讲授《{title}》', '{case}可以发布。']),
  enrolled: template(
    [
      'You have a place in “{title}”',
      'It begins on {day} at {time}: {placeEn}. Look at {case} for its sessions, and give the place back there if you can’t come.',
    ],
    ['您已报名《{title}》', '{day} {time}开课，地点：{placeZh}。课次见{case}；如不能参加请在其中退出。'],
  ),
  waiting: template(
    ['You wait for a place in “{title}”', 'All places are taken; you move up by yourself when somebody leaves.'],
    ['《{title}》候补中', '名额已满，有人退出时自动递补。'],
  ),
  movedUp: template(
    [
      'You have a place in “{title}” now',
      'It begins on {day} at {time}: {placeEn}. Give the place back in {case} if you can’t come.',
    ],
    ['您已递补入《{title}》', '您已获得名额，{day} {time}开课，地点：{placeZh}；如不能参加请在{case}中退出。'],
  ),
  takenOut: template(['Your place in “{title}” was given back', 'By {name}.'], ['您已退出《{title}》', '由{name}办理。']),
  placeEnded: template(
    ['“{title}” has gone on without you', 'No place became free. Look for the next course on this topic.'],
    ['《{title}》候补未成功', '未有名额空出，请关注该主题的下一期课程。'],
  ),
  changed: template(
    ['“{title}” has changed', '{reason} It begins on {day} at {time}: {placeEn}. Look at {case} for all of it.'],
    ['《{title}》有变更', '{reason} {day} {time}开课，地点：{placeZh}，详见{case}。'],
  ),
  clashes: template(
    ['“{title}” is now at the time of {caseId}', 'You have “{other}” then. Give one of the two back.'],
    ['《{title}》改期后与{caseId}冲突', '该时段您已有“{other}”，请退出其中一项。'],
  ),
  checkInAgain: template(
    [
      'Check in to “{title}” again',
      'You had checked in to a session that was moved before it began. Check in when it takes place.',
    ],
    ['请重新签到《{title}》', '您已签到的课次在开课前改期，原签到不再有效，请在上课时重新签到。'],
  ),
  lecturerChanged: template(
    ['{name} teaches “{title}” now', 'All else stays as it is in {case}.'],
    ['《{title}》讲师变更为{name}', '其他安排不变，详见{case}。'],
  ),
  lecturerOut: template(
    ['“{title}” has lost its lecturer', '{name}. {reason} Ask somebody else in {case}.'],
    ['《{title}》讲师无法授课', '{name}。{reason} 请在{case}中另邀讲师。'],
  ),
  sessionComes: template(
    ['“{title}” comes up', 'On {day} at {time}: {placeEn}.'],
    ['《{title}》即将上课', '{day} {time}，地点：{placeZh}。'],
  ),
  cancelled: template(['“{title}” doesn’t take place', '{reason}'], ['《{title}》已取消', '{reason}']),
  finished: template(
    [
      '“{title}” is finished',
      'Your credits are entered, up to the most of the year. Say in {case} by {due.evaluation} how it was.',
    ],
    ['《{title}》已结课', '学分已登记（以年度上限为限），请于{due.evaluation}前在{case}中评价。'],
  ),
  missed: template(
    [
      '“{title}” is finished',
      'You weren’t there for long enough, so that it gives no credits. If that is wrong, tell the academy.',
    ],
    ['《{title}》已结课', '您的出勤未达要求，不记学分；如有误请联系学院。'],
  ),
} as const satisfies Record<string, Template>;

export type Notices = typeof notices;
