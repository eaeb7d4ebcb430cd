"use strict";

const WORDS_IN_ROW = 32;

const WORD_KINDS = {
  r: "root", O: "object", o: "object", m: "metadata", l: "link in a free cell", f: "free",
};

/** What the runs of kinds stand for, a letter for each word. */
function readWords(text) {
  return (text.match(/[a-zA-Z]\d+/g) || []).map((run) => run[0].repeat(Number(run.slice(1)))).join("");
}

/** The map of words: rows of 32, an address before each; rows that are free in every step are left out. */
class WordMap {
  constructor(section, steps) {
    this.section = section;
    this.cells = new Map();
    this.maps = steps.map((step) => readWords(step.words));
    this.build(Math.max(...this.maps.map((map) => map.length)));
    section.hidden = false;
  }

  build(words) {
    const grid = this.section.querySelector(".words");
    let left = 0;
    for (let start = 0; start < words; start += WORDS_IN_ROW) {
      const end = Math.min(words, start + WORDS_IN_ROW);
      if (this.maps.every((map) => /^f*$/.test(map.slice(start, end)))) {
        left += end - start;
        continue;
      }
      if (left > 0) grid.append(this.gap(left));
      left = 0;
      const row = element("div", { class: "word-row" }, element("span", { class: "address" }, `@${start}`));
      for (let i = start; i < end; i++) {
        const cell = element("span", { class: "word" });
        this.cells.set(i, cell);
        row.append(cell);
      }
      grid.append(row);
    }
    if (left > 0) grid.append(this.gap(left));
  }

  gap(words) {
    return element("div", { class: "word-gap" }, `${count(words, "word")} that are free in every step`);
  }

  /** Shows the words after a step, and which were claimed, released and moved into in it. */
  show(index, step) {
    const now = this.maps[index];
    const before = index > 0 ? this.maps[index - 1] : now;
    const names = new Map(step.objects.filter((one) => one.at > 0 && one.state !== "freed").map((one) => [one.at, one]));
    const tally = {};
    let owner = null;
    for (const [i, cell] of this.cells) {
      const kind = now[i] || "f";
      if (kind === "O") owner = names.get(i) || null;
      const classes = ["word", `kind-${kind}`];
      if (isObject(kind) && owner?.marks.includes("moved")) classes.push("moved");
      else if (isObject(kind) && !isObject(before[i] || "f")) classes.push("claimed");
      if (!isObject(kind) && isObject(before[i])) classes.push("released");
      if (isObject(kind) && owner?.state === "garbage") classes.push("garbage");
      cell.className = classes.join(" ");
      cell.textContent = kind === "O" && owner ? String(owner.number) : "";
      for (const one of [WORD_KINDS[kind], ...classes.slice(2)]) tally[one] = (tally[one] || 0) + 1;
    }
    tally.free = (tally.free || 0) + now.length - this.cells.size;
    this.tell(step, tally);
  }

  tell(step, tally) {
    const kinds = [
      ["object", "kind-O", "object"], ["garbage", "kind-o garbage", "of them garbage"], ["root", "kind-r", "root"],
      ["metadata", "kind-m", "metadata"], ["link in a free cell", "kind-l", "link in a free cell"], ["free", "kind-f", "free"],
      ["claimed", "kind-o claimed", "claimed in this step"], ["released", "kind-f released", "released in this step"],
      ["moved", "kind-o moved", "moved here in this step"],
    ].filter(([kind]) => tally[kind] > 0);
    this.section.querySelector(".words-legend").replaceChildren(...kinds.map(([kind, look, text]) =>
      element("li", {}, element("span", { class: `word ${look}`, "aria-hidden": "true" }), `${tally[kind]} ${text}`)));
    this.section.querySelector(".words").setAttribute("aria-label",
      `Words after step ${step.step}: ${kinds.map(([kind, , text]) => `${tally[kind]} ${text}`).join(", ")}`);
  }
}

function isObject(kind) {
  return kind === "o" || kind === "O";
}
