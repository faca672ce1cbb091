import { tellUsage } from './usage';

tellUsage();
