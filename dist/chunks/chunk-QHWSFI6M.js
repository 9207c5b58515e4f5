import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{decodePath}from"./chunk-I2FD5QLN.js";var SPACE=32,NUL=0,SHA1_BYTES=20;function parseTree(bytes,hashLength=SHA1_BYTES){let entries=new Map,buffer=Buffer.from(bytes.buffer,bytes.byteOffset,bytes.length);for(let start=0;start<buffer.length;){let space=buffer.indexOf(SPACE,start),end=buffer.indexOf(NUL,space+1),next=end+1+hashLength;if(space<0||end<0||next>buffer.length)break;let name=decodePath(buffer.subarray(space+1,end)),id=buffer.toString("hex",end+1,next);entries.has(name)||entries.set(name,{kind:kindOf(buffer.toString("latin1",start,space)),id}),start=next}return entries}function kindOf(mode){let bits=Number.parseInt(mode,8),type=bits>>12;return type===4?"directory":type===10?"symlink":type===14?"submodule":(bits&64)===0?"file":"executable"}export{parseTree,kindOf};
