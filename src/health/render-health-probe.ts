import { Duration } from 'aws-cdk-lib';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type { HealthProbe } from './health-probe';
import { httpProbeCommand, tcpProbeCommand } from './probe-commands';
import type { ProbeSettings } from './probe-settings';
import { numberText } from '../shared/number-text';

/**
 * A health probe in the words of ECS.
 *
 * @param servicePort the port of the service, asked where the probe names no port of its own
 */
export function renderHealthProbe(probe: HealthProbe, servicePort?: number): ecs.HealthCheck {
  const settings = probe._probe;
  const { intervalSeconds, timeoutSeconds, retries, startPeriodSeconds } = settings;
  return {
    command: commandOf(settings, servicePort),
    interval: Duration.seconds(intervalSeconds),
    timeout: Duration.seconds(timeoutSeconds),
    retries,
    startPeriod: startPeriodSeconds === undefined ? undefined : Duration.seconds(startPeriodSeconds),
  };
}

function commandOf(settings: ProbeSettings, servicePort?: number): string[] {
  if (settings.kind === 'command') {
    return [...settings.command];
  }
  const port = settings.port ?? servicePort;
  if (port === undefined) {
    throw new Error('Neither the service nor its health probe has a port; rule probe-without-port refuses that before.');
  }
  // A port that is a token has to be encoded as text: as a number in a text, it would stay a meaningless one.
  const target = { port: numberText(port), timeoutSeconds: String(settings.timeoutSeconds) };
  return ['CMD-SHELL', settings.kind === 'http' ? httpProbeCommand(target, settings.path) : tcpProbeCommand(target)];
}
