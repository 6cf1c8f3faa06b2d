import { UsageError } from '../../core/errors.ts';
import { parseProxy, type ProxyChoice, proxyRules } from '../../options/proxy.ts';
import type { FetchOptions } from '../../options/options.ts';
import type { Flag } from './flag.ts';
import type { Io } from '../io.ts';

/** Where proxies are named. */
export type ProxyFlags = {
  readonly proxy?: string;
  readonly proxyFromEnv?: boolean;
};

export const PROXY_FLAGS: readonly Flag[] = [
  {
    flags: '--proxy-from-env',
    help: 'go through the proxies of HTTP_PROXY, HTTPS_PROXY and ALL_PROXY, but not to hosts in NO_PROXY',
  },
];

/** @throws {UsageError} the flags contradict each other, or what the environment names is no proxy */
export function proxyOf(
  { proxy, proxyFromEnv = false, denyPrivate = false }: ProxyFlags & Pick<FetchOptions, 'denyPrivate'>,
  env: Io['env'],
): string | ProxyChoice | undefined {
  const choice = proxyFromEnv ? fromEnvironment(proxy, env) : proxy;
  if (choice !== undefined) proxyRules(choice, denyPrivate, '--deny-private');
  return choice;
}

function fromEnvironment(proxy: string | undefined, env: Io['env']): ProxyChoice {
  if (proxy !== undefined)
    throw new UsageError('--proxy and --proxy-from-env exclude each other; leave one out');
  const http = proxyIn(env, 'HTTP_PROXY') ?? proxyIn(env, 'ALL_PROXY');
  const https = proxyIn(env, 'HTTPS_PROXY') ?? proxyIn(env, 'ALL_PROXY');
  return {
    ...(http === undefined ? {} : { http }),
    ...(https === undefined ? {} : { https }),
    except: (variable(env, 'NO_PROXY') ?? '').split(/[\s,]+/u),
  };
}

/** Judged here, where it is known which variable is at fault. */
function proxyIn(env: Io['env'], name: string): string | undefined {
  const text = variable(env, name);
  if (text !== undefined) parseProxy(text, env[name.toLowerCase()] ? name.toLowerCase() : name);
  return text;
}

/** In lower case it comes first, as everywhere; empty, it is as if it were not there. */
function variable(env: Io['env'], name: string): string | undefined {
  return env[name.toLowerCase()] || env[name] || undefined;
}
