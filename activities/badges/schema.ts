/** Holds a credential against a JSON Schema (draft 2019-09), such as the one that Open Badges publishes and each badge names. */
import { Ajv2019 } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';

/** Where a credential doesn't fit, in a sentence; undefined where it does. Throws where the text is no schema. */
export const misfit = (schema: string, credential: unknown): string | undefined => {
  // The published schema names keywords that this draft doesn't know, and they say nothing.
  const ajv = new Ajv2019({ strict: false });
  formats.default(ajv);
  const fits = ajv.compile(JSON.parse(schema) as object);
  return fits(credential) ? undefined : ajv.errorsText(fits.errors, { dataVar: 'the credential' });
};
