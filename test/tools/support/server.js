// A task's process: it listens where it is told, and tells about itself.
const { createServer } = require('node:http');

const { HOST, PORT, IGNORE_TERM } = process.env;
if (IGNORE_TERM) {
  process.on('SIGTERM', () => undefined);
}
createServer((request, response) => response.end(JSON.stringify({ host: HOST, port: PORT, pid: process.pid, peer: request.socket.remoteAddress })))
  .listen(Number(PORT), HOST);
