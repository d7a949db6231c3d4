export {
  previewEvent,
  type EventPreview,
  type PreviewedPostback,
  type PreviewInput,
  type PreviewVerdict,
} from './preview-event.js';
