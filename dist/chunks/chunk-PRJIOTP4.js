import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
function packed({programs,...rest}){let header={...rest,programs:programs.map(({program,rules})=>({rules,program:program.kind==="wasm"?{kind:"wasm",bytes:program.wasm.length}:program}))},text=Buffer.from(JSON.stringify(header),"utf8"),size=Buffer.alloc(4);return size.writeUInt32BE(text.length),Buffer.concat([size,text,...programs.flatMap(({program})=>program.kind==="wasm"?[program.wasm]:[])])}function unpacked(bytes){let end=4+bytes.readUInt32BE(0),{programs,...rest}=JSON.parse(bytes.toString("utf8",4,end)),at=end;return{...rest,programs:programs.map(({program,rules})=>{if(program.kind!=="wasm")return{program,rules};let wasm=bytes.subarray(at,at+program.bytes);return at+=program.bytes,{program:{kind:"wasm",wasm},rules}})}}export{packed,unpacked};
