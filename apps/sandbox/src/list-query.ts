import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** How many of the newest entries a list shows. */
export class ListQuery {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100_000)
  limit = 100;
}
