/** What a probe asks, as text: a port or a timeout that is a token stands here in its encoded form. */
export interface ProbeTarget {
  readonly port: string;
  readonly timeoutSeconds: string;
}

/** One way to ask. */
interface Tool {
  /** Shell text that succeeds where the image has the tool. */
  readonly present: string;
  /** Shell text that succeeds where the answer is healthy. No single quote but around inner programs. */
  readonly ask: string;
}

// What cannot show the status, or cannot end in time, counts as absent: builds of BusyBox whose wget lacks -S or -T,
// or whose nc lacks -z, and Wget2, which shows no status where the body is empty.
const WGET = 'case $(wget --help 2>&1) in *Wget2*) false;; *-S*-T*) ;; *) false; esac';
const NC = 'case $(nc -h 2>&1) in *-z*) ;; *) false; esac';
const PYTHON = 'python=$(command -v python3 || command -v python)';

/** Only the first tool decides: a failed answer must not be asked for again by the next tool. */
function firstOf(tools: readonly Tool[], names: string): string {
  const branches = tools.map(({ present, ask }) => `if ${present}; then ${ask}; `).join('el');
  return `${branches}else echo "The health probe found none of these in the image: ${names}" >&2; false; fi || exit 1`;
}

/**
 * Bash has no time limit for connecting. So a process of its own connects, and what reads its answer has the limit.
 *
 * @param asking bash text that uses descriptor 3, the connection, and prints one line
 * @param judging bash text that succeeds where the answer in `status` is healthy
 */
function askByBash({ port, timeoutSeconds }: ProbeTarget, asking: string, judging: string): string {
  return `bash -c 'read -r -t ${timeoutSeconds} _ status _ < <(exec 3<>/dev/tcp/127.0.0.1/${port} && ${asking}); `
    + `kill $! 2>/dev/null; ${judging}'`;
}

/**
 * Wget follows redirects, and BusyBox cannot be told not to. So the first status line decides and ends wget,
 * which the shell waits for, as the image's first process may not.
 */
function askByWget(url: string, timeoutSeconds: string): string {
  return `{ wget -q -S -O /dev/null -T ${timeoutSeconds} -t 1 '${url}' & echo pid $!; wait; } 2>&1 | { `
    + 'while read -r word value rest; do case $word in '
    + 'pid) pid=$value;; '
    + 'HTTP/*) kill $pid 2>/dev/null; case $value in [23]*) exit 0; esac; exit 1; '
    + 'esac; done; exit 1; }';
}

/** Shell text, one line, that succeeds where GET `path` is answered with a status from 200 to 399. */
export function httpProbeCommand(target: ProbeTarget, path: string): string {
  const { port, timeoutSeconds } = target;
  const url = `http://127.0.0.1:${port}${path}`;
  const request = `printf "GET %s HTTP/1.1\\r\\nHost: 127.0.0.1:${port}\\r\\nConnection: close\\r\\n\\r\\n" "${path}" >&3`;
  // A proxy would be asked for its own 127.0.0.1.
  return 'unset http_proxy HTTP_PROXY all_proxy ALL_PROXY; ' + firstOf([
    { present: 'command -v curl >/dev/null', ask: `curl -sSf -o /dev/null -m ${timeoutSeconds} '${url}'` },
    { present: WGET, ask: askByWget(url, timeoutSeconds) },
    nodeTool(`require("http").get("${url}", r => process.exit(r.statusCode < 400 ? 0 : 1))`, timeoutSeconds),
    pythonTool('import http.client; '
      + `c = http.client.HTTPConnection("127.0.0.1", ${port}); c.request("GET", "${path}"); `
      + 'sys.exit(c.getresponse().status >= 400)', timeoutSeconds),
    {
      present: 'command -v bash >/dev/null',
      ask: askByBash(target, `${request} && read -r line <&3 && echo "$line"`, '[[ $status == [23]* ]]'),
    },
  ], 'curl, wget, node, python3, bash');
}

/** Shell text, one line, that succeeds where the port accepts a connection. */
export function tcpProbeCommand(target: ProbeTarget): string {
  const { port, timeoutSeconds } = target;
  return firstOf([
    { present: NC, ask: `nc -n -z -w ${timeoutSeconds} 127.0.0.1 ${port}` },
    { present: 'command -v bash >/dev/null', ask: askByBash(target, 'echo TCP open', '[[ $status == open ]]') },
    nodeTool(`require("net").connect(${port}, "127.0.0.1", () => process.exit(0))`, timeoutSeconds),
    pythonTool(`import socket; socket.create_connection(("127.0.0.1", ${port}))`, timeoutSeconds),
  ], 'nc, bash, node, python3');
}

/** The image's NODE_OPTIONS are the service's: a tracer or an inspector must not start with each check. */
function nodeTool(program: string, timeoutSeconds: string): Tool {
  return {
    present: 'command -v node >/dev/null',
    ask: `NODE_OPTIONS= node -e 'setTimeout(() => process.exit(1), ${timeoutSeconds}e3); ${program}'`,
  };
}

/** An alarm ends Python altogether; a timeout of a socket would begin anew with each byte. */
function pythonTool(program: string, timeoutSeconds: string): Tool {
  return { present: PYTHON, ask: `"$python" -c 'import signal, sys; signal.alarm(${timeoutSeconds}); ${program}'` };
}
