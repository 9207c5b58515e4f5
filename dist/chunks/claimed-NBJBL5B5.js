import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{kubernetesFormat,textFormats,yamlFormats}from"./chunk-LIOAQAHD.js";import"./chunk-ID6FBQVD.js";import"./chunk-O3DKPD3Q.js";import"./chunk-ZTUQL3AG.js";import{looksLikePlan}from"./chunk-3BYLLKXI.js";import"./chunk-GSRDTG4Z.js";import{sourceText}from"./chunk-EKASYEY6.js";import"./chunk-YNNMZYKD.js";import"./chunk-TE556OHD.js";function isClaimed(path,bytes){let source=sourceText(path,Buffer.from(bytes.buffer,bytes.byteOffset,bytes.byteLength).toString("latin1"));return[...textFormats,...yamlFormats].some(format=>format!==kubernetesFormat&&format.claims(source))||looksLikePlan(path,bytes)}export{isClaimed};
