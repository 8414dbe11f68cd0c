// Making elements. Text only ever becomes text: there is no way here to turn a string into markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with properties, `aria` and other attributes (`attributes`), and children (nodes and texts). */
export function make(tag, properties = {}, ...children) {
  const { attributes = {}, on = {}, ...rest } = properties;
  const node = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(attributes)) if (value != null) node.setAttribute(name, value);
  for (const [name, handler] of Object.entries(on)) node.addEventListener(name, handler);
  node.append(...children.filter((child) => child != null));
  return node;
}

export const button = (properties, ...children) => make("button", { type: "button", ...properties }, ...children);

/** Words that are heard but not seen. */
export const hidden = (text) => make("span", { className: "hidden", textContent: text });

/** A picture of one path on a grid of 24, which takes the colour of the text around it. */
export function icon(path, className = "") {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon ${className}`);
  svg.append(line);
  return svg;
}

export const ICONS = {
  chat: "M4 4h16v12H9l-5 4z",
  close: "M5 5l14 14M19 5L5 19",
  menu: "M4 7h16M4 12h16M4 17h16",
  send: "M4 12h15M13 5l7 7-7 7",
  attach: "M19 11l-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5L13 4a3.2 3.2 0 0 1 4.5 4.5l-8 8a1.6 1.6 0 0 1-2.3-2.3L14 7.5",
  place: "M12 21s7-6.3 7-11.5a7 7 0 0 0-14 0C5 14.7 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  up: "M7 11v9H4v-9zM7 11l4-8c2 0 2.5 1.5 2.2 3L12.6 9H19c1.3 0 1.800 1 1.6 2l-1.400 7.5c-.2 1-.9 1.5-1.800 1.5H7",
  down: "M17 13V4h3v9zM17 13l-4 8c-2 0-2.5-1.5-2.2-3l.6-3H5c-1.3 0-1.800-1-1.6-2l1.400-7.5C5 4.5 5.7 4 6.6 4H17",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
};
