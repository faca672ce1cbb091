/** What a service can be told to do, each in a file of its own. */
export { addHealthCheck } from './add-health-check';
export { allowFrom } from './connect/allow-from';
export { connect } from './connect/connect';
export { rollBackOn } from './deployment/define-rollback';
export { expose } from './expose';
export { monitor } from './monitor';
export { publishService } from './publish';
