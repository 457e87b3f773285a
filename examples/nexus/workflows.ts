/** A workflow of another team, in a namespace and on a worker of its own that know nothing of Banjie but its Nexus endpoint. */
import { casesOver, notDoneIn } from 'banjie/machines';
import type { issueReportPackage } from 'banjie/processes/issue-report';

export type Call = {
  readonly category: string;
  readonly text: string;
  readonly place: { readonly lat: number; readonly lon: number };
};

export const takeCall = async (call: Call, endpoint = 'banjie'): Promise<string> => {
  const reports = casesOver<typeof issueReportPackage>(endpoint, 'issueReport');
  try {
    const { caseId } = await reports.open('report', call);
    const end = await reports.untilClosed(caseId);
    return `${caseId} is ${end.state}`;
  } catch (error) {
    const notDone = notDoneIn(error);
    if (!notDone) throw error;
    return `${notDone.kind} (${notDone.code}): ${notDone.en}`;
  }
};
