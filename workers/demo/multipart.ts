/** Questions to the API that may carry files, after the GraphQL multipart request specification. */
type Files = { readonly path: string; readonly file: Blob }[];

/** Files leave their place to null. */
const takeFiles = (value: unknown, path: string): { plain: unknown; files: Files } => {
  if (value instanceof Blob) return { plain: null, files: [{ path, file: value }] };
  if (value === null || typeof value !== 'object') return { plain: value, files: [] };
  const parts = Object.entries(value).map(([key, part]) => ({ key, ...takeFiles(part, `${path}.${key}`) }));
  return {
    plain: Array.isArray(value)
      ? parts.map(({ plain }) => plain)
      : Object.fromEntries(parts.map(({ key, plain }) => [key, plain])),
    files: parts.flatMap(({ files }) => files),
  };
};

const multipart = (operations: string, files: Files): FormData => {
  const form = new FormData();
  form.set('operations', operations);
  form.set('map', JSON.stringify(Object.fromEntries(files.map(({ path }, index) => [String(index), [path]]))));
  files.forEach(({ file }, index) => {
    form.set(String(index), file, `photo-${index + 1}.jpg`);
  });
  return form;
};

/** Body and headers of a question; as JSON where it carries no file. */
export const requestOf = (query: string, variables: object): { body: string | FormData; headers: Record<string, string> } => {
  const { files, plain } = takeFiles(variables, 'variables');
  const operations = JSON.stringify({ query, variables: plain });
  return files.length > 0
    ? { body: multipart(operations, files), headers: { 'x-graphql-yoga-csrf': '1' } }
    : { body: operations, headers: { 'content-type': 'application/json' } };
};
