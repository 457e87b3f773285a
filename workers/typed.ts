/** How a command such as `db migrate` is typed here: by npm in a checkout, by npx where Banjie is installed. */
export const typed = (command: string): string => {
  if (!import.meta.url.endsWith('.ts')) return `npx banjie ${command}`;
  const [name, ...words] = command.split(' ');
  return [name === 'start' ? 'npm start' : `npm run ${name}`, ...(words.length > 0 ? ['--', ...words] : [])].join(' ');
};
