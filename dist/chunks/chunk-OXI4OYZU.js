import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{readFrameSync,writeFrameSync}from"./chunk-GI5OOAMJ.js";var REQUEST_DESCRIPTOR=3,ANSWER_DESCRIPTOR=4,BLOB=98,TREE=116,TOO_LARGE=43,PipeObjectReader=class{read(id){writeFrameSync(REQUEST_DESCRIPTOR,Buffer.from(id,"latin1"));let answer=readFrameSync(ANSWER_DESCRIPTOR);if(answer===void 0)throw new Error("the process that reads git is gone");return decodeAnswer(answer)}};function encodeAnswer(answer){return answer==="missing"?Buffer.from("-"):answer==="too-large"?Buffer.from("+"):Buffer.concat([Buffer.from(answer.type==="blob"?"b":"t"),answer.bytes])}function decodeAnswer(answer){let bytes=answer.subarray(1);return answer[0]===BLOB?{type:"blob",bytes}:answer[0]===TREE?{type:"tree",bytes}:answer[0]===TOO_LARGE?"too-large":"missing"}export{REQUEST_DESCRIPTOR,ANSWER_DESCRIPTOR,PipeObjectReader,encodeAnswer};
