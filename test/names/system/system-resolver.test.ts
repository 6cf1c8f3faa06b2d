import { describe, expect, onTestFinished, test } from 'vitest';
import type { NameAnswer } from '../../../src/core/names.ts';
import { SystemResolver } from '../../../src/names/system/system-resolver.ts';

function useResolver(execPath?: string): SystemResolver {
  const resolver = new SystemResolver(
    () => {},
    () => 5000,
    execPath,
  );
  onTestFinished(() => resolver.close());
  return resolver;
}

function resolved(resolver: SystemResolver, host: string): Promise<NameAnswer> {
  return new Promise((resolve) => resolver.resolve(host, resolve));
}

function addressesOf(answer: NameAnswer): string[] {
  return answer.ok ? answer.addresses.map(({ address }) => address) : [];
}

describe.each([
  ['in a process of its own', undefined],
  ['in this process, where no other can be started', '/nonexistent/node'],
  ['in this process, which is no Node', '/usr/bin/some-program'],
])('%s, the system', (_name, execPath) => {
  test('knows localhost, and what can be no name', async () => {
    const resolver = useResolver(execPath);
    expect(addressesOf(await resolved(resolver, 'localhost'))).toContain('127.0.0.1');
    expect(await resolved(resolver, 'no such name')).toMatchObject({
      ok: false,
      fault: { kind: 'not_found' },
    });
    expect(resolver.hasRoom).toBe(true);
  });

  test('may be started beforehand', async () => {
    const resolver = useResolver(execPath);
    await resolver.prestart();
    expect(addressesOf(await resolved(resolver, 'localhost'))).toContain('127.0.0.1');
  });

  test('answers nobody who has given up, or closed', async () => {
    const resolver = useResolver(execPath);
    const answers: string[] = [];
    resolver.resolve('localhost', () => answers.push('given up'));
    resolver.giveUp('localhost');
    // The same question serves whoever asks again.
    await resolved(resolver, 'localhost');
    resolver.resolve('localhost', () => answers.push('closed'));
    await resolver.close();
    expect(answers).toEqual([]);
  });
});
