"use strict";

/** Puts the page together from the data. */
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const players = [];
  let active = null;

  showParameters(data.parameters);
  showSummary(data.results);
  for (const result of data.results) for (const run of result.runs) addRun(run);
  addEventListener("hashchange", followLink);
  followLink();
  document.addEventListener("keydown", onKey);
  const scrolling = new ResizeObserver((entries) => entries.forEach((entry) => tend(entry.target.closest(".scrolls"))));
  for (const frame of document.querySelectorAll(".scrolls")) {
    scrolling.observe(frame);
    scrolling.observe(frame.firstElementChild);
  }

  /** A link to a step of a run is #run-1-step-3. */
  function followLink() {
    const [, run, step] = /^#run-(\d+)(?:-step-(\d+))?$/.exec(location.hash) || [];
    const player = players[run - 1];
    if (!player) return;
    active = player;
    if (step === undefined) return;
    player.go(player.run.steps.findIndex((one) => one.step === Number(step)));
    player.root.scrollIntoView();
  }

  function showParameters(parameters) {
    if (!parameters) return;
    const line = document.getElementById("parameters");
    const programs = parameters.programs === null ? "programs" : count(parameters.programs, "program");
    line.textContent = `Seed ${parameters.seed} · ${programs} of ${count(parameters.operations, "operation")} · preset ${parameters.preset}`;
    line.hidden = false;
  }

  function showSummary(results) {
    const section = document.getElementById("summary");
    let number = 0;
    section.querySelector("tbody").append(...results.map((result) => {
      const laws = element("td", { class: "laws" });
      result.runs.forEach((run, i) => {
        number++;
        if (!run.violation) return;
        laws.append(i > 0 ? ", " : "", element("a", { href: `#run-${number}` }, run.violation.law));
      });
      return element("tr", {},
        element("th", { scope: "row" }, result.collector),
        element("td", {}, element("span", { class: `verdict-word ${result.verdict}` }, result.verdict)),
        laws,
        ...["programs", "operations", "collections", "refusals"].map((name) => element("td", { class: "number" }, result[name] === undefined ? "–" : String(result[name]))));
    }));
    for (const result of results.filter((one) => one.reason)) {
      document.getElementById("reasons").append(
        element("h3", {}, `${result.collector} ${result.verdict === "undecided" ? "is undecided" : "was not verified to the end"}`),
        element("pre", {}, result.reason));
    }
    const lists = results.filter((one) => one.notApplied.length > 0);
    document.getElementById("not-applied").hidden = lists.length === 0;
    document.querySelector("#not-applied dl").append(...lists.flatMap((one) =>
      [element("dt", {}, one.collector), element("dd", {}, one.notApplied.join(", "))]));
    section.hidden = false;
  }

  function addRun(run) {
    const number = players.length + 1;
    const article = document.getElementById("run-template").content.firstElementChild.cloneNode(true);
    article.id = `run-${number}`;
    article.querySelector(".run-title").id = `run-${number}-title`;
    article.setAttribute("aria-labelledby", `run-${number}-title`);
    document.getElementById("runs").append(article);
    fillHead(article, run);
    const player = new Player(article, run, number);
    players.push(player);
    active ??= player;
    article.addEventListener("focusin", () => { active = player; });
    article.addEventListener("pointerdown", () => { active = player; });
  }

  function fillHead(article, run) {
    const violation = run.violation;
    article.classList.toggle("violated", Boolean(violation));
    article.querySelector(".run-title").append(...violation
      ? [`${run.collector} violates `, element("span", { class: "law" }, `${violation.law} ${violation.name}`)]
      : [`${run.collector}: every law that applies holds`]);
    article.querySelector(".message").textContent = violation ? violation.message : "";
    addFacts(article.querySelector(".facts"), violation ? [
      ["Law", violation.statement],
      ["Root path", violation.rootPath || "none"],
      ["Expected", violation.expected],
      ["Found", violation.found],
    ] : []);
    addFacts(article.querySelector(".about .facts"), [
      ["The object", violation ? violation.life.join(" ") : ""],
      ["Found in", run.origin],
      ["Also as", violation ? violation.also.join("; ") : ""],
      ["Program", run.file],
    ]);
    fillReplay(article.querySelector(".replay"), run.replay);
  }

  function addFacts(list, facts) {
    list.append(...facts.filter(([, text]) => text).map(([name, text]) =>
      element("div", {}, element("dt", {}, name), element("dd", {}, text))));
  }

  function fillReplay(replay, command) {
    const code = replay.querySelector(".command");
    const button = replay.querySelector(".copy");
    code.textContent = command;
    button.setAttribute("aria-label", "Copy the replay command");
    button.addEventListener("click", async () => {
      replay.querySelector(".copied").textContent = (await copy(code)) ? "Copied" : "Select it and copy it by hand";
    });
  }

  /** Where the clipboard is not given to pages of files, the old way is tried. */
  async function copy(code) {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch {
      getSelection().selectAllChildren(code);
      return document.execCommand("copy");
    }
  }

  /** What does not fit its frame is scrolled with keys, and so must be reached with them; what fits need not. */
  function tend(frame) {
    if (!frame) return;
    if (frame.scrollWidth > frame.clientWidth + 1) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
  }

  /** Arrows work wherever nothing else needs them; Home and End, which scroll the page, only within the steps. */
  function onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !active) return;
    const at = event.target;
    if (at instanceof HTMLInputElement || at.closest?.("[tabindex]")) return;
    const inside = at.closest?.(".player") === active.root;
    if (active.key(event, !inside)) event.preventDefault();
  }
})();
