import type { Programs } from '../programs/bundle.ts';
import { startProgram, type ChildServer } from './child-server.ts';
import { startNginx } from './nginx.ts';

/** One host with 36 bytes on any path, as fast as can be had here. */
export async function startSmallPages(programs: Programs, scratch: string): Promise<ChildServer> {
  const nginx = await startNginx(scratch);
  return (
    nginx ??
    startProgram('a bare node:net server (nginx is faster: apt install nginx)', programs['plain-server'], [
      '0',
    ])
  );
}
