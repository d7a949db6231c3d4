// @ts-check

/** What every plot is drawn with; light or dark as the reader's screen. */
export const PLOT_STYLE = `
  svg { font: 13px system-ui, sans-serif; background: #fff }
  .text { fill: #1f2933 } .soft { fill: #616e7c } .axis { stroke: #cbd2d9 }
  .met { fill: #2f855a } .missed { fill: #c05621 } .plain { fill: #829ab1 } .goal { stroke: #1f2933; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    svg { background: #14181d } .text { fill: #e4e7eb } .soft { fill: #9aa5b1 } .axis { stroke: #3e4c59 }
    .met { fill: #48bb78 } .missed { fill: #ed8936 } .goal { stroke: #e4e7eb }
  }`;

/** @param {string} text */
export function escapeText(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
