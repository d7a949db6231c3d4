export { StatisticsRecorder, type RecorderOptions } from './statistics-recorder.js';
export {
  StatisticsReader,
  type Figures,
  type Revenue,
  type Statistics,
  type StatisticsSpan,
} from './statistics-reader.js';
