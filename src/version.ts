/** The version of this build, set by scripts/build.ts from package.json. */
export const VERSION: string = process.env.GROUNDWIRE_VERSION ?? '0.0.0-source';
