import { devLike, everyLocalChoice, prodLike } from '../support/configs.ts';
import { hasSameNames } from './contract.ts';

hasSameNames([devLike, prodLike, everyLocalChoice]);
