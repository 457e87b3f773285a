/** A team's own workflow: a sensor says that a bin is full, the street is asked to empty it, and the team goes on when that is done. */
import { casesOf, type Machine, notDoneIn } from 'banjie/machines';
import type { issueReportPackage } from 'banjie/processes/issue-report';

export type Bin = { readonly id: string; readonly place: { readonly lat: number; readonly lon: number } };

/** As whom this team acts: a person whom the street's administrator has entered, with the role `resident`. */
const sensors: Machine = { tenant: 'fushan', person: 'bin-sensors' };

export const fullBin = async (bin: Bin): Promise<string> => {
  const reports = casesOf<typeof issueReportPackage>('issueReport', sensors);
  try {
    const { caseId } = await reports.open('report', { category: 'rubbish', text: `The bin ${bin.id} is full`, place: bin.place });
    const end = await reports.untilClosed(caseId);
    return `${caseId} is ${end.state}`;
  } catch (error) {
    // What Banjie refused comes with a lasting code, and with words that say how to go on.
    const notDone = notDoneIn(error);
    if (!notDone) throw error;
    return `${notDone.kind} (${notDone.code}): ${notDone.en}`;
  }
};
