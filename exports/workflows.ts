/** `banjie/workflows`: all workflows that Banjie ships, for `export *` from the module of your own Temporal worker. Nothing else is exported, because the worker takes each export for a workflow. */
export * from '../workflows/credit-appeal/workflow.ts';
export * from '../workflows/credit-correction/workflow.ts';
export * from '../workflows/credit-expiry/workflow.ts';
export * from '../workflows/desk-question/workflow.ts';
export * from '../workflows/dual-assessment/workflow.ts';
export * from '../workflows/hazard-inspection/workflow.ts';
export * from '../workflows/inspection-round/workflow.ts';
export * from '../workflows/issue-report/workflow.ts';
export * from '../workflows/live-work-permit/workflow.ts';
export * from '../workflows/machines/await-case.ts';
export * from '../workflows/mentor-pairing/workflow.ts';
export * from '../workflows/power-application/workflow.ts';
export * from '../workflows/protection-plan/workflow.ts';
export * from '../workflows/site-difficulty/workflow.ts';
export * from '../workflows/site-pairing/workflow.ts';
export * from '../workflows/training-course/workflow.ts';
export * from '../workflows/yearly-evaluation/workflow.ts';
