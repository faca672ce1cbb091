import { appsWorkWith } from './support/apps-work';

appsWorkWith('npm');
