import { findBanjie } from './demo/banjie.ts';
import { openStage } from './demo/stage.ts';
import { stories } from './demo/stories.ts';
import { readEnvironment, runProgram } from './environment.ts';
import { StartError } from './start-error.ts';

/** `npm run demo [-- issue-report …]`: plays cases from beginning to end over HTTP, as their people would, and shows what the record says. */
await runProgram(async () => {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !stories.some((story) => story.name === name));
  if (unknown.length > 0) {
    const known = stories.map(({ name, title }) => `  ${name.padEnd(22)} ${title.en} ${title.zh}`);
    throw new StartError(`There is no story ${unknown.join(', ')}. Choose from these, or none for all:\n${known.join('\n')}`);
  }
  const banjie = await findBanjie(readEnvironment().port);
  try {
    const stage = await openStage(banjie.url);
    for (const story of stories) {
      if (names.length > 0 && !names.includes(story.name)) continue;
      console.log(`\n━━ ${story.title.en} ${story.title.zh}\n`);
      await story.play(stage);
    }
    console.log('');
  } finally {
    await banjie.stop();
  }
});
