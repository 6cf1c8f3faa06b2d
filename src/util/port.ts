/** The greatest port number there is. */
export const LAST_PORT = 65_535;
