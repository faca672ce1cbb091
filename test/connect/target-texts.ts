/** What is told of a target that cannot be called, whoever calls it. */
export const SEE = 'https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md';

export const WORKER = `[connect-to-worker] Shop/Backend has no port.
  why: A service without a port is not registered: no name leads to it, and nothing listens.
  fix: Set \`port\` on Shop/Backend to the port that its process listens on; or, for a worker, drop connectTo().
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html`;
export const UNREGISTERED = `[connect-to-unregistered] Shop/Backend has registered: false.
  why: With registered: false ECS takes the tasks of the target out of its name, and the name answers NXDOMAIN.
  fix: Take the connections away first, then the registration.
  see: ${SEE}`;
export const PORT = `[connect-port] The port is 81, and Shop/Backend has 80, 9090.
  why: The rule would open a port on which the target does not listen, and the caller would run into a time-out.
  fix: Use a port of the target, or add it to the target's additionalPorts. In bridge mode callers use the port of the instance (hostPort).
  see: ${SEE}`;
