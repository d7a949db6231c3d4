import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The query of `GET /conversions`, with the names of RedTrack's API. */
export class ConversionsQuery {
  /** Any will do. */
  @IsOptional()
  @IsString()
  api_key?: string;

  @IsOptional()
  @Matches(DAY)
  date_from?: string;

  @IsOptional()
  @Matches(DAY)
  date_to?: string;

  @IsOptional()
  @IsString()
  clickid?: string;

  @IsOptional()
  @IsString()
  type?: string;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  page = 1;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  per = 100;
}
