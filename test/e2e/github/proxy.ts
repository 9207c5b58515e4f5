import { createServer, request as send, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

/** A forward proxy on loopback. It takes every name for the one server that it knows, so names need not exist. */
export class Proxy {
	/** Hosts that were asked for, with how: `CONNECT` for a tunnel, else the method of a request. */
	readonly seen: string[] = [];
	readonly #server: Server;
	readonly #port: number;

	constructor(port: number) {
		this.#port = port;
		this.#server = createServer((request, response) => this.#forward(request, response));
		this.#server.on('connect', (request: IncomingMessage, socket: NodeJS.WritableStream & NodeJS.ReadableStream) => {
			this.seen.push(`CONNECT ${request.url ?? ''}`);
			const upstream = connect(this.#port, '127.0.0.1', () => {
				socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
				upstream.pipe(socket).pipe(upstream);
			});
			for (const end of [upstream, socket]) end.on('error', () => upstream.destroy());
		});
	}

	#forward(request: IncomingMessage, response: ServerResponse): void {
		const url = new URL(request.url ?? '/');
		this.seen.push(`${request.method} ${url.host}`);
		const onwards = send({ host: '127.0.0.1', port: this.#port, path: url.pathname + url.search, method: request.method, headers: request.headers }, (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		onwards.on('error', () => response.destroy());
		request.pipe(onwards);
	}

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}
}
