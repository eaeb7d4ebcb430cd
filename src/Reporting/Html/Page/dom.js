"use strict";

/** Makes an element; texts become text nodes, so nothing of a program is ever taken for markup. */
function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same of SVG. */
function shape(name, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** "1 word", "2 words". */
function count(number, what) {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

/** An object as it is called everywhere. */
function nameOf(number) {
  return number > 0 ? `#${number}` : number === 0 ? "null" : "no object";
}
