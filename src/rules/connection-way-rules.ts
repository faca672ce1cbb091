import type { ConnectionFacts } from '../plan/connection-facts';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

const CONNECT = 'https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md';

/** Whether calls can take the way that was asked for, and both ends speak the same on it. */
export const wayRules: ReadonlyArray<Rule<ConnectionFacts>> = [
  {
    id: 'connect-via-service-connect',
    severity: 'error',
    why: 'Calls go from the proxy of the one task to the proxy of the other: both services take part in Service Connect of one namespace, the target as a server.',
    fix: 'Give both serviceConnect (the target ServiceConnectRole.clientAndServer()) and one cloudMapNamespace, or leave via out: calls then go by DNS.',
    link: CONNECT,
    broken: ({ noProxyBecause: problem }) => problem === undefined ? [] : [problem],
  },
  {
    id: 'connect-via-dns',
    severity: 'error',
    why: 'The name of the target in Service Connect is the one that it has in DNS, and stands in the /etc/hosts of the caller\'s tasks: it leads to the proxy, whatever DNS '
      + 'answers.',
    fix: 'Leave via out, take the caller out of Service Connect, or give the target\'s ServiceConnectRole.clientAndServer() another dnsName.',
    link: CONNECT,
    broken: ({ hiddenByProxy, caller, target }) => hiddenByProxy ? [`${caller} takes part in Service Connect, where ${target} has the same name.`] : [],
  },
  {
    id: 'connect-to-tls',
    severity: 'error',
    why: 'Between proxies it is they who speak TLS. The proxy of the target takes in all that comes to its ports, and AWS documents no way in for plain text.',
    fix: 'Give the caller serviceConnect and the cloudMapNamespace of the target. For a container that speaks TLS 1.3 itself, give connectTo() a scheme such as "https".',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html',
    broken: ({ takesTls, scheme = 'http', caller, target }) => takesTls && known(scheme) && scheme.toLowerCase() === 'http'
      ? [`Calls of ${caller} do not go through a proxy, and ${target} takes TLS.`] : [],
  },
];
