import type { ClientChoice, ServerChoice } from './service-connect-choice';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';
import { secondsText } from '../shared/seconds-text';

const TIMEOUT = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TimeoutConfiguration.html';

export const accessLogRules: ReadonlyArray<Rule<ClientChoice | ServerChoice>> = [
  {
    id: 'service-connect-access-log',
    severity: 'error',
    why: 'The query of a URL stands in an access log, and the proxy writes none until it knows in which format.',
    fix: 'Give accessLogFormat, or leave accessLogQueryParameters out.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectAccessLogConfiguration.html',
    broken: ({ accessLogFormat, accessLogQueryParameters }) => accessLogFormat === undefined && accessLogQueryParameters !== undefined
      ? ['accessLogQueryParameters is given, and accessLogFormat is not.'] : [],
  },
];

/** 0 is no time limit. */
function timeoutFaults(what: string, value: number | undefined): string[] {
  return known(value) && !(Number.isInteger(value) && value >= 0 && value <= 2147483647) ? [`${what} is ${secondsText(value)}.`] : [];
}

function orderFaults({ idleTimeoutSeconds: idle, perRequestTimeoutSeconds: request }: ServerChoice): string[] {
  return known(idle) && known(request) && idle > 0 && (request === 0 || request > idle)
    ? [`idleTimeout is ${secondsText(idle)}, and perRequestTimeout ${request === 0 ? 'is without limit' : secondsText(request)}.`] : [];
}

export const serverRules: ReadonlyArray<Rule<ServerChoice>> = [
  ...accessLogRules,
  {
    id: 'service-connect-timeout',
    severity: 'error',
    why: 'Time limits are whole seconds. Only with an appProtocol does the proxy know what a request is, and a connection that is closed as idle before the request may '
      + 'end breaks slow requests.',
    fix: 'Give appProtocol beside perRequestTimeout, and an idleTimeout that is not shorter.',
    link: TIMEOUT,
    broken: (choice) => [
      ...timeoutFaults('idleTimeout', choice.idleTimeoutSeconds),
      ...timeoutFaults('perRequestTimeout', choice.perRequestTimeoutSeconds),
      ...choice.perRequestTimeoutSeconds !== undefined && choice.appProtocol === undefined ? ['perRequestTimeout is given, and appProtocol is not.'] : [],
      ...orderFaults(choice),
    ],
  },
];
