import { appsWorkWith } from './support/apps-work';

appsWorkWith('yarn 1');
appsWorkWith('yarn 4');
