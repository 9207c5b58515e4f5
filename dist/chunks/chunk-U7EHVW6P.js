import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{limit}from"./chunk-YNNMZYKD.js";function unread(path,reason,detail){return{kind:"unread",path,suppressions:[],notAnalysed:[{path,reason,detail}]}}function readBlob(tree,path,blob){let answer=tree.blob(blob);return answer==="too-large"?{path,reason:"too-large",detail:`over the limit of ${limit("fileBytes")} bytes`}:answer==="missing"||answer.type!=="blob"?{path,reason:"missing-object",detail:`the object ${blob} is not in this clone; fetch it and run again`}:answer.bytes}function contained(job,extract){try{return extract()}catch(error){if(error instanceof RangeError)return unread(job.path,"too-deep","nested too deeply to be walked");let detail=error instanceof Error?`${error.name}: ${error.message}`:"unknown error";return unread(job.path,"crashed",`a bug of Groundwire, please report it: ${detail}`)}}export{unread,readBlob,contained};
