// `npm run docs`: writes the generated parts of docs/.

import { writeFile } from 'node:fs/promises';
import { generatePages } from './generate-pages.ts';

for (const { file, text } of await generatePages()) await writeFile(file, text);
