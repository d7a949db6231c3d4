import {
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  Min,
  Validate,
  ValidatorConstraint,
} from 'class-validator';
import { FAULT_MODES, NO_FAULT, type Fault, type FaultMode } from './fault.js';

@ValidatorConstraint({ name: 'isPattern' })
class IsPattern {
  validate(text: unknown): boolean {
    try {
      return typeof text === 'string' && new RegExp(text) instanceof RegExp;
    } catch {
      return false;
    }
  }

  defaultMessage(): string {
    return 'clickidPattern must be a regular expression';
  }
}

/** `PUT /redtrack/fault`. */
export class SetFault implements Fault {
  @IsIn(FAULT_MODES)
  mode!: FaultMode;

  @IsInt()
  @Min(200)
  @Max(599)
  status = NO_FAULT.status;

  @IsOptional()
  @IsInt()
  @Min(0)
  retryAfterSeconds?: number;

  @IsInt()
  @Min(0)
  stallMs = NO_FAULT.stallMs;

  @IsNumber()
  @Min(0)
  @Max(1)
  probability = NO_FAULT.probability;

  @IsOptional()
  @Validate(IsPattern)
  @IsString()
  clickidPattern?: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  times?: number;
}
