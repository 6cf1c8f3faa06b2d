/**
 * The environment in which everything measured runs: this one, less what would send loopback requests to a
 * proxy or change how Node starts. Numbers are written with a point.
 */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/_proxy$|^NODE_|^TSX_|^LC_/i.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C.UTF-8' };
}
