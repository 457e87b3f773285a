/** `issueReport` as `IssueReport`: types and mutations are named after the process and its actions. */
export const pascal = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

/** A name that GraphQL takes for a value of a choice. */
export const valueName = (value: string): string => value.replace(/\W/g, '_').replace(/^(?=\d)/, '_');
