/**
 * The TypeScript compiler as ts-morph bundles it. Extractors walk compiler nodes: ts-morph's wrappers cost more than
 * the parse itself (docs/adr/0003), and nothing here needs them.
 */
export { ts } from 'ts-morph';
