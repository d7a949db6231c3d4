export { buildGuide } from './build-guide.js';
export { type GuideInput } from './guide-input.js';
export { type GuideFacts } from './guide-facts.js';
export { type GuideStep, type GuideValue, type StepStatus } from './guide-step.js';
