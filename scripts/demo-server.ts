/** A backend: it says where it listens, and which process it is. One line, for `node -e` in a shell. */
export const SERVER = [
  'const { HOST, PORT } = process.env;',
  'require(\'node:http\')',
  '.createServer((request, response) => response.end(JSON.stringify({ task: HOST, pid: process.pid })))',
  '.listen(Number(PORT), HOST);',
].join(' ');
