/** How long eleven workers took to be ready in one round, in milliseconds. */
export type StartupReport = { readonly ours: number; readonly empty: number };
