/** The package's version; a test holds it to package.json, which start-up should not have to read. */
export const VERSION = '0.1.0';
