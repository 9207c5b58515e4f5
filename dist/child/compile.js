import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{packed}from"../chunks/chunk-PRJIOTP4.js";import{SCHEMAS,compilePack}from"../chunks/chunk-YOONWQXD.js";import"../chunks/chunk-Z443SCXZ.js";import{loadRegoTool}from"../chunks/chunk-X5U6OEX6.js";import"../chunks/chunk-WA3Y3CGJ.js";import"../chunks/chunk-W36RP7YS.js";import"../chunks/chunk-SOJUKVB7.js";import"../chunks/chunk-E5XV5PEK.js";import"../chunks/chunk-TD2EDWD3.js";import"../chunks/chunk-ZKZ2O7KV.js";import{readFrameSync,writeFrameSync}from"../chunks/chunk-GI5OOAMJ.js";import"../chunks/chunk-TE556OHD.js";var STDIN=0,STDOUT=1,request=readFrameSync(STDIN);if(request!==void 0){let{tool,pack}=JSON.parse(request.toString("utf8"));writeFrameSync(STDOUT,packed(compilePack(await loadRegoTool(tool),pack,SCHEMAS)))}
