/** What a probe asks, as text: a port or a timeout that is a token stands here in its encoded form. */
export interface ProbeTarget {
  readonly port: string;
  readonly timeoutSeconds: string;
}

/** One program that images have, and how it asks. */
interface Tool {
  readonly name: string;
  /** Shell text that succeeds where the answer is healthy. */
  readonly ask: string;
}

/** The first tool that the image has decides: a failed answer is not asked for again by the next one. */
function askByFirst(tools: readonly Tool[], call: string): string {
  const branches = tools.map(({ name, ask }) => `if command -v ${name} >/dev/null; then ${ask}; `).join('el');
  const names = tools.map(({ name }) => name).join(', ');
  return `${branches}else echo "${call} needs one of these in the image: ${names}" >&2; false; fi || exit 1`;
}

/**
 * Shell text, one line, that succeeds where GET `path` is answered with a status from 200 to 299.
 *
 * No tool needs quoting of the path: rule `health-probe-path` keeps everything out of it that a shell reads.
 */
export function httpProbeCommand({ port, timeoutSeconds }: ProbeTarget, path: string): string {
  const url = `'http://127.0.0.1:${port}${path}'`;
  const request = `GET ${path} HTTP/1.1\\r\\nHost: 127.0.0.1:${port}\\r\\nConnection: close\\r\\n\\r\\n`.replace(/%/g, '%%');
  // A proxy would be asked for its own 127.0.0.1.
  return 'unset http_proxy all_proxy ALL_PROXY; ' + askByFirst([
    { name: 'curl', ask: `curl -fsSL -m ${timeoutSeconds} -o /dev/null ${url}` },
    { name: 'wget', ask: `wget -q -T ${timeoutSeconds} -t 1 -O /dev/null ${url}` },
    {
      name: 'bash',
      ask: `timeout ${timeoutSeconds} bash -c 'exec 3<>/dev/tcp/127.0.0.1/${port} && printf "${request}" >&3 && `
        + 'read -r _ status _ <&3 && [[ $status == 2* ]]\'',
    },
  ], 'HealthProbe.http()');
}

/** Shell text, one line, that succeeds where the port accepts a connection. Bash has no time limit for connecting, so `timeout` has it. */
export function tcpProbeCommand({ port, timeoutSeconds }: ProbeTarget): string {
  return askByFirst([
    { name: 'bash', ask: `timeout ${timeoutSeconds} bash -c 'exec 3<>/dev/tcp/127.0.0.1/${port}'` },
    { name: 'nc', ask: `nc -z -w ${timeoutSeconds} 127.0.0.1 ${port}` },
  ], 'HealthProbe.tcp()');
}
