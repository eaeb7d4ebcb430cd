"use strict";

/** The objects of a step, with a column for each thing that the subject tells. */
function fillObjects(table, step, told) {
  const columns = [
    ["Object", (one) => nameOf(one.number)],
    ["State", (one) => [one.state, ...one.marks].join(", ")],
    ["Kind", (one) => one.kind],
    ["Words", (one) => one.words, told.words],
    ["Address", (one) => (one.at > 0 ? `@${one.at}` : ""), told.at],
    ["Generation", (one) => one.generation, told.generation],
    ["Age", (one) => one.age, told.age],
    ["Count", (one) => one.count, told.count],
    ["Colour", (one) => one.colour, told.colour],
    ["Fields", (one) => fieldsOf(one)],
  ].filter(([, , shown]) => shown !== false);
  table.tHead.replaceChildren(element("tr", {}, ...columns.map(([name]) => element("th", { scope: "col" }, name))));
  table.tBodies[0].replaceChildren(...step.objects.map((one) => element("tr", { class: [one.state, ...one.marks].join(" ") },
    ...columns.map(([, value], i) => {
      const text = value(one);
      return element(i === 0 ? "th" : "td", i === 0 ? { scope: "row" } : {}, text === undefined ? "" : String(text));
    }))));
  if (step.objects.length === 0) {
    table.tBodies[0].append(element("tr", {}, element("td", { colspan: columns.length }, "There are none.")));
  }
}

function fieldsOf(one) {
  const fields = one.fields.map((target, field) => (target === 0 ? null : `${field} → ${nameOf(target)}`)).filter((text) => text);
  const nulls = one.fields.length - fields.length;
  return [...fields, ...(nulls > 0 ? [`${nulls} null`] : [])].join(", ");
}

/** What is told of any object in any step. */
function toldOf(steps) {
  const objects = steps.flatMap((step) => step.objects);
  const told = {};
  for (const name of ["generation", "age", "count", "colour"]) told[name] = objects.some((one) => one[name] !== undefined);
  for (const name of ["words", "at"]) told[name] = objects.some((one) => one[name] > 0);
  return told;
}

/** The roots of a step. */
function fillRoots(table, step) {
  table.tBodies[0].replaceChildren(...step.roots.map(([name, number]) => element("tr", { class: number === 0 ? "null" : "" },
    element("th", { scope: "row" }, name), element("td", {}, nameOf(number)))));
}
