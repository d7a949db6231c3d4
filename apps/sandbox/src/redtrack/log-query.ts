import { IsOptional, IsString } from 'class-validator';
import { ListQuery } from '../list-query.js';

/** `GET /redtrack/log`. */
export class LogQuery extends ListQuery {
  @IsOptional()
  @IsString()
  clickid?: string;

  /** `drop`, `refused`, …: see the log's `result`. */
  @IsOptional()
  @IsString()
  result?: string;
}
