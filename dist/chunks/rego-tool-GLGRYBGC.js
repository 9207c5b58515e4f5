import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{EvaluationError,RegoToolCrash,loadRegoTool}from"./chunk-X5U6OEX6.js";import"./chunk-WA3Y3CGJ.js";import"./chunk-W36RP7YS.js";import"./chunk-TE556OHD.js";export{EvaluationError,RegoToolCrash,loadRegoTool};
