"use strict";

/** How long a step is shown while it plays, in milliseconds: long enough to read what it did. */
const STEP_TIME = 1400;

/** Shows the steps of one run. */
class Player {
  constructor(article, run, number) {
    this.run = run;
    this.root = article.querySelector(".player");
    this.slider = this.root.querySelector("input[type=range]");
    this.failing = run.violation ? run.steps.findIndex((step) => step.step === run.violation.step) : -1;
    this.told = toldOf(run.steps);
    this.index = -1;
    this.timer = 0;
    this.label(number);
    this.list();
    this.keepLegend();
    if (!run.picture) this.withoutPicture();
    else this.keepTogether();
    this.find(".pictures").classList.toggle("wide", run.picture?.width > WIDEST_BESIDE);
    if (run.steps.every((step) => step.words !== undefined)) this.words = new WordMap(this.find(".words-section"), run.steps);
    else this.find(".no-words").hidden = false;
    this.listen();
    this.show(this.failing >= 0 ? this.failing : Math.min(1, run.steps.length - 1));
  }

  find(selector) {
    return this.root.querySelector(selector);
  }

  label(number) {
    const title = this.find(".player-title");
    title.id = `steps-${number}`;
    this.root.setAttribute("aria-labelledby", `${title.id} run-${number}-title`);
    this.find(".controls").setAttribute("aria-label", "Steps");
    this.slider.min = 0;
    this.slider.max = this.run.steps.length - 1;
    this.find("[data-go=failing]").hidden = this.failing < 0;
    const first = this.run.steps[0].step;
    if (first > 0) {
      this.find(".left-out").textContent = `The steps before step ${first} are left out.`;
      this.find(".left-out").hidden = false;
    }
  }

  withoutPicture() {
    this.find(".pictures").hidden = true;
    this.find(".legend").hidden = true;
    const most = Math.max(...this.run.steps.map((step) => step.objects.length));
    this.find(".no-picture").textContent = `The heap is not drawn: ${most} objects or more are too many. The table has the first of them.`;
    this.find(".no-picture").hidden = false;
  }

  /** The program: each operation is a button that goes to its step. */
  list() {
    if (this.run.header.length > 0) {
      this.find(".program-head").textContent = this.run.header.join("\n");
      this.find(".program-head").hidden = false;
    }
    this.buttons = this.run.steps.map((step, index) => {
      const isOperation = step.step > 0 && step.step <= this.run.operations;
      const text = step.step === 0 ? "before the first operation" : step.operation;
      const button = element("button", { type: "button", class: isOperation ? "operation" : "operation prose" },
        element("span", { class: "number", "aria-hidden": "true" }, isOperation ? String(step.step) : ""),
        element("code", {}, text),
        index === this.failing ? element("span", { class: "fails" }, "fails") : null);
      button.addEventListener("click", () => this.go(index));
      return button;
    });
    this.find(".program").append(...this.buttons.map((button) => element("li", {}, button)));
  }

  /** The signs that occur in this run. */
  keepLegend() {
    const states = new Set(this.run.steps.flatMap((step) => (step.lines || []).map(([, state]) => state)));
    if (this.run.picture?.lines.some((line) => line.weak)) states.add("weak");
    for (const sign of this.find(".legend").children) sign.hidden = !states.has(sign.className);
  }

  listen() {
    this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
    for (const button of this.root.querySelectorAll("[data-go]")) {
      button.addEventListener("click", () => this.press(button.dataset.go));
    }
  }

  press(what) {
    if (what === "play") {
      this.timer ? this.pause() : this.play();
      return;
    }
    this.go({
      first: 0, back: this.index - 1, forward: this.index + 1, last: this.run.steps.length - 1, failing: this.failing,
    }[what]);
  }

  /** Acts on a key if it is one of its own; whether it was. */
  key(event, everywhere) {
    const moves = everywhere
      ? { ArrowLeft: "back", ArrowRight: "forward" }
      : { ArrowLeft: "back", ArrowRight: "forward", Home: "first", End: "last" };
    const move = moves[event.key];
    if (!move) return false;
    this.press(move);
    return true;
  }

  play() {
    if (this.index === this.run.steps.length - 1) this.show(0);
    this.timer = setInterval(() => {
      this.show(this.index + 1);
      if (this.index === this.run.steps.length - 1) this.pause();
    }, STEP_TIME);
    this.tellPlaying();
  }

  pause() {
    clearInterval(this.timer);
    this.timer = 0;
    this.tellPlaying();
  }

  tellPlaying() {
    const button = this.find("[data-go=play]");
    const label = this.timer ? "Pause" : "Play";
    button.setAttribute("aria-label", label);
    button.title = label;
    button.classList.toggle("playing", this.timer !== 0);
  }

  /** Goes to a step because somebody asked: what plays, stops. */
  go(index) {
    if (this.timer) this.pause();
    this.show(index);
  }

  show(index) {
    index = Math.max(0, Math.min(this.run.steps.length - 1, index));
    if (index === this.index) return;
    this.index = index;
    const step = this.run.steps[index];
    const before = index > 0 ? this.run.steps[index - 1] : null;
    this.showPosition(step);
    this.showSentences(step);
    if (this.run.picture) {
      this.showPicture(".before", before, true);
      this.showPicture(".after", step, false);
    }
    this.words?.show(index, step);
    fillObjects(this.find(".objects"), step, this.told);
    fillRoots(this.find(".roots"), step);
  }

  showPosition(step) {
    this.slider.value = this.index;
    const title = this.titleOf(step);
    this.slider.setAttribute("aria-valuetext", title);
    const last = this.run.steps[this.run.steps.length - 1].step;
    this.find(".position").textContent = `${step.step} of ${last}`;
    this.find("[data-go=first]").disabled = this.find("[data-go=back]").disabled = this.index === 0;
    this.find("[data-go=last]").disabled = this.find("[data-go=forward]").disabled = this.index === this.run.steps.length - 1;
    this.root.classList.toggle("at-failing", this.index === this.failing);
    this.buttons.forEach((button, i) => {
      if (i === this.index) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    this.keepInView(this.buttons[this.index]);
  }

  /** Scrolls the list of operations, never the page. */
  keepInView(button) {
    const list = this.find(".program");
    const top = button.offsetTop - list.offsetTop;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + button.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + button.offsetHeight - list.clientHeight;
  }

  titleOf(step) {
    return step.step === 0 ? "Before the first operation"
      : step.step > this.run.operations ? "After the collections at the end" : `Step ${step.step}: ${step.operation}`;
  }

  showSentences(step) {
    const sentences = step.says.length > 0 ? step.says : [step.step === 0 ? "The heap is empty." : "Nothing in the heap changes."];
    const last = this.index === this.failing ? sentences.length - 1 : -1;
    this.find(".says").replaceChildren(
      element("p", { class: "says-title" }, this.titleOf(step)),
      element("ul", {}, ...sentences.map((text, i) => element("li", i === last ? { class: "verdict" } : {}, text))));
  }

  /** What is scrolled to in one picture is shown in the other. */
  keepTogether() {
    const [before, after] = this.root.querySelectorAll(".picture");
    before.addEventListener("scroll", () => { after.scrollLeft = before.scrollLeft; });
    after.addEventListener("scroll", () => { before.scrollLeft = after.scrollLeft; });
  }

  showPicture(figure, step, plain) {
    const frame = this.find(`${figure} .picture`);
    frame.setAttribute("aria-label", plain ? "Heap before the step" : "Heap after the step");
    drawHeap(frame, this.run.picture, step, plain);
  }
}
