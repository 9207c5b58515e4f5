import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{offsetAt}from"./chunk-EKASYEY6.js";import"./chunk-YNNMZYKD.js";import"./chunk-TE556OHD.js";function textAfter(source,edits){return edits.toSorted((a,b)=>b.startLine-a.startLine||b.startColumn-a.startColumn).reduce((text,edit)=>text.slice(0,offsetAt(source,edit.startLine,edit.startColumn))+edit.text+text.slice(offsetAt(source,edit.endLine,edit.endColumn)),source.text)}export{textAfter};
