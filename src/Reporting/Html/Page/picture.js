"use strict";

/** Room around the boxes for lines that go round them, and for the marks above them. */
const MARGIN = { left: 10, top: 30, right: 44, bottom: 26 };

/** A picture is made smaller to fit its frame, but only so far that its text stays readable; then the frame scrolls. */
const SMALLEST_SCALE = 0.75;
const NARROWEST = 240;

/** Pictures that are wider do not stand side by side. */
const WIDEST_BESIDE = 560;

/** Signs beside colour and stroke. */
const SIGNS = { added: "+", cut: "×", broken: "!", found: "?" };

/** Draws the heap after a step: what changed is marked, or nothing is, if it is what was before the next one. */
function drawHeap(frame, picture, step, plain) {
  const width = picture.width + MARGIN.left + MARGIN.right;
  const height = picture.height + MARGIN.top + MARGIN.bottom;
  const svg = shape("svg", {
    viewBox: `${-MARGIN.left} ${-MARGIN.top} ${width} ${height}`,
    role: "img",
    "aria-label": step === null ? "Nothing is known of the heap before." : describeHeap(step),
    class: "heap",
  });
  svg.style.width = `${width}px`;
  svg.style.minWidth = `${Math.round(Math.min(width, Math.max(NARROWEST, width * SMALLEST_SCALE)))}px`;
  frame.replaceChildren(svg);
  if (step === null) return;
  const objects = plain ? step.objects.filter((one) => one.state !== "freed") : step.objects;
  const shown = new Set(objects.map((one) => one.number));
  const lines = step.lines.filter(([line, state]) =>
    !plain || (state !== "cut" && state !== "found" && shown.has(picture.lines[line].to)));
  for (const [name, number, box] of step.roots) {
    if (box >= 0) svg.append(drawRoot(picture.boxes[box], name, number));
  }
  for (const box of goneRoots(picture, step, lines)) svg.append(drawRoot(box, box.name, null));
  for (const one of objects) {
    if (one.box >= 0) svg.append(drawObject(picture.boxes[one.box], one, plain));
  }
  for (const [line, state] of lines) drawLine(svg, picture.lines[line], plain ? "kept" : state);
  showChange(frame, svg);
}

/** Scrolls a frame that does not show all to what changed. */
function showChange(frame, svg) {
  const changed = svg.querySelector(".culprit, .line.broken, .new, .line.added, .line.cut, .moved, .freed");
  if (!changed || frame.scrollWidth <= frame.clientWidth) return;
  const box = changed.getBoundingClientRect();
  frame.scrollLeft += box.left + box.width / 2 - frame.getBoundingClientRect().left - frame.clientWidth / 2;
}

/** The heap in a sentence: the tables say the rest. */
function describeHeap(step) {
  const number = (state) => step.objects.filter((one) => one.state === state).length;
  return `Heap after step ${step.step}: ${count(number("live"), "live object")}, ${number("garbage")} garbage, `
    + `${number("freed")} freed. The tables of objects and roots say the same.`;
}

/** Roots that went with their frame in this step, and with them what they referred to. */
function goneRoots(picture, step, lines) {
  const there = new Set(step.roots.map(([, , box]) => picture.boxes[box]?.name));
  const names = new Set(lines.map(([line]) => picture.lines[line].from).filter((name) => !there.has(name)));
  return picture.boxes.filter((box) => box.root && names.has(box.name));
}

function drawRoot(box, name, number) {
  return shape("g", { class: number ? "root" : "root null", transform: `translate(${box.x} ${box.y})` },
    shape("title", {}, number === null ? `${name} is gone` : `${name} → ${nameOf(number)}`),
    shape("rect", { width: box.width, height: box.height, rx: box.height / 2 }),
    shape("text", { x: box.width / 2, y: box.height / 2 + 4.5, "text-anchor": "middle" }, box.name));
}

function drawObject(box, one, plain) {
  const marks = [...(plain ? [] : one.marks), ...(one.state === "live" ? [] : [one.state])];
  const group = shape("g", {
    class: ["object", ...marks].join(" "),
    transform: `translate(${box.x} ${box.y})`,
  },
  shape("title", {}, describeObject(one)),
  shape("rect", { class: "body", width: box.width, height: box.height, rx: 7 }),
  one.state === "freed"
    ? shape("path", { class: "cross", d: `M6 6L${box.width - 6} ${box.height - 6}M${box.width - 6} 6L6 ${box.height - 6}` }) : null,
  shape("text", { class: "name", x: 11, y: 19 }, box.name),
  shape("text", { class: "detail", x: 11, y: 35 }, detailOf(one)));
  if (one.kind !== "plain") group.append(shape("text", { class: "kind", x: 34, y: 19 }, one.kind));
  drawRows(group, box, one);
  if (marks.length > 0) drawMarks(group, marks);
  return group;
}

function detailOf(one) {
  const parts = [];
  if (one.at > 0) parts.push(`@${one.at}`);
  if (one.words > 0) parts.push(`${one.words}w`);
  return parts.join(" · ");
}

function drawRows(group, box, one) {
  const left = box.width - 24;
  box.rows.forEach((field, row) => {
    const top = (row * box.height) / box.rows.length;
    const middle = top + box.height / box.rows.length / 2;
    group.append(shape("path", { class: "rule", d: row === 0 ? `M${left} 0V${box.height}` : `M${left} ${top}H${box.width}` }));
    group.append(one.fields[field] === 0
      ? shape("text", { class: "empty", x: left + 12, y: middle + 4, "text-anchor": "middle" }, String(field))
      : shape("circle", { class: "dot", cx: left + 12, cy: middle, r: 3.5 }));
  });
}

function drawMarks(group, marks) {
  const text = marks.join(" · ");
  const width = 12 + text.length * 6.6;
  group.append(
    shape("rect", { class: "mark", x: 6, y: -20, width, height: 18, rx: 9 }),
    shape("text", { class: "mark-text", x: 6 + width / 2, y: -7.5, "text-anchor": "middle" }, text));
}

function drawLine(svg, line, state) {
  const path = shape("path", {
    class: `line ${state}${line.weak ? " weak" : ""}`,
    d: line.path,
    "marker-end": `url(#arrow-${state})`,
  }, shape("title", {}, `${line.from} → ${nameOf(line.to)}`));
  svg.append(path);
  if (SIGNS[state]) {
    const at = path.getPointAtLength(path.getTotalLength() / 2);
    svg.append(shape("g", { class: `sign ${state}`, transform: `translate(${at.x} ${at.y})` },
      shape("circle", { r: 8 }), shape("text", { y: 4.5, "text-anchor": "middle" }, SIGNS[state])));
  }
}

function describeObject(one) {
  const facts = [`#${one.number}`, one.state, one.kind];
  if (one.words > 0) facts.push(count(one.words, "word"));
  if (one.at > 0) facts.push(`at ${one.at}`);
  if (one.generation !== undefined) facts.push(`generation ${one.generation}`);
  if (one.count !== undefined) facts.push(`count ${one.count}`);
  if (one.colour !== undefined) facts.push(one.colour);
  return facts.join(", ");
}
