/** `issueReport` as `IssueReport`: types and mutations are named after the process and its actions. */
export const pascal = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
