import { refused } from './refused.ts';

/** The name of a file; whether it can be one is found out when it is opened. */
export function parseFileName(text: string): string {
  if (text === '') throw refused(text, 'the name of a file', 'results.jsonl');
  return text;
}

/** The name of a folder for bodies. */
export function parseFolderName(text: string): string {
  if (text === '') throw refused(text, 'the name of a folder', 'pages');
  return text;
}
