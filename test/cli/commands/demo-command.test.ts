import { access } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { demoCommand } from '../../../src/cli/commands/demo-command.ts';
import { UsageError } from '../../../src/core/errors.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { FakeIo } from '../fake-io.ts';

const files = temporaryFolder();

test('a site that cannot be started is told of in one line, and leaves no empty file', async () => {
  const html = files.path('demo.html');
  // Refused by the site itself, as the system refuses it sockets.
  const demo = demoCommand({ scale: 5000, html }, new FakeIo().io);
  await expect(demo).rejects.toThrow(UsageError);
  await expect(demo).rejects.toThrow(/^the demo site cannot be started: .+$/);
  await expect(access(html)).rejects.toThrow('ENOENT');
});

test('a file that cannot be written ends the site, too', async () => {
  const html = files.path('no-such-folder/demo.html');
  await expect(demoCommand({ html }, new FakeIo().io)).rejects.toThrow('its folder does not exist');
});
