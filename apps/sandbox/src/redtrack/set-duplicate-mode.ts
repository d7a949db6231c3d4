import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { DUPLICATE_MODES, type DuplicateMode } from './duplicate-mode.js';

/** `PUT /redtrack/duplicate-mode`. */
export class SetDuplicateMode {
  @IsIn(DUPLICATE_MODES)
  mode!: DuplicateMode;

  /** The conversion type that it is for; all that have none of their own when absent. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  type?: string;
}
