/* GcVerify adapter for Node: speaks gcv/1 (docs/protocol.md), JSON lines on stdin and stdout. Start it with --expose-gc --no-opt.

What is promised, and why:
  complete   gc() is a full mark-compact and finds all garbage, as long as the optimizing compiler is off (--no-opt): its code
             keeps objects for longer than the program does.
  raw        Raw words are shown as they are in memory: numbers where those are exact, else BigInt.
  weak       Field 0 of a weak reference is a WeakRef.
  ephemeron  A WeakMap of one entry.
Not promised: finalizers (a FinalizationRegistry does not get the object), automatic collection (it cannot be switched off),
deaths in the operation that causes them: each object has a WeakRef, looked at after collections.

A WeakRef that was made or read keeps its referent to the end of the job. So operations run in a function that returns at a
collection, and a collection stands between two macrotasks. Nothing that an operation has touched is in a frame by then.
A full collection takes 2 ms, however little there is: several runs go on side by side until each has come to a collection (together).

Containers of an abstract object: array; object with named properties; Map; Set of pairs; closure with its fields in variables;
suspended generator with its fields in variables. Objects of many fields, and weak ones, are arrays where those do not hold them.
collect 0 is a minor collection (a scavenge). --fault leak|early|crash|hang breaks this file on purpose. */
"use strict";
const { Worker } = require("worker_threads");

const [, NEW, ASSIGN, LOAD, STORE, STORE_RAW, MOVE, BLIT, CALL, RETURN, WEAK, DEREF, EPHEMERON, COLLECT, WALK] = Array(15).keys();
const [OPERATION, ALLOCATED, LOADED, RELEASED, COLLECTED, WALKED, , CLEARED] = Array(8).keys();
const option = name => process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : "";
const FAULT = option("--fault");

class Run {
  ops; at = 0;
  log = []; // what happens in it
  earlier = []; // the same up to the last collection as text, where no collection looks through it
  slots = [];
  watches = []; // a WeakRef to each object that is not known to be dead, in the order of their numbers, with those
  weaks = []; // the same of weak references and ephemerons
  secret = null;
  allocated = 0;

  begin({ slots, ops }) {
    if (!Array.isArray(ops)) throw Object.assign(new Error("no list of operations"), { code: "malformed" });
    if (ops.length % 5 !== 0) throw Object.assign(new Error("operations have five numbers each"), { code: "malformed" });
    while (this.slots.length < slots) this.slots.push(null);
    this.ops = new Int32Array(ops); // which no collection looks through either
    this.at = 0;
    this.earlier = [];
  }

  /* What is current is here: to be read and written as fast as variables are. */
  resume() { ({ log, slots, watches, weaks, secret, allocated } = this); }
  suspend() { Object.assign(this, { log, slots, watches, weaks, secret, allocated }); }
  keepLog() { if (this.log.length > 0) this.earlier.push(this.log.join()); this.log = []; }
}

let { log, slots, watches, weaks, secret, allocated } = new Run();
let walks = 0;
const words = []; // what the raw words of a new object hold

class Thing {
  number = 0; kind = 0; size = 0; raw = words; walk = 0;
}

class List extends Thing {
  fields;
  constructor(size) { super(); this.fields = new Array(size).fill(null); }
  read(i) { return this.fields[i]; }
  write(i, value) { this.fields[i] = value; }
}

const names = Array.from({ length: 64 }, (_, i) => "field" + i);
class Named extends Thing {
  constructor(size) { super(); for (let i = 0; i < size; i++) this[names[i]] = null; }
  read(i) { return this[names[i]]; }
  write(i, value) { this[names[i]] = value; }
}

class Mapped extends Thing {
  map = new Map();
  read(i) { return this.map.get(i) ?? null; }
  write(i, value) { if (value === null) this.map.delete(i); else this.map.set(i, value); }
}

class Paired extends Thing {
  set = new Set();
  pair(i) { for (const pair of this.set) if (pair.i === i) return pair; return null; }
  read(i) { return this.pair(i)?.value ?? null; }
  write(i, value) { this.set.delete(this.pair(i)); if (value !== null) this.set.add({ i, value }); }
}

class Closed extends Thing {
  access = (() => {
    let a = null, b = null, c = null, d = null;
    return (i, store, value) => {
      if (!store) return i === 0 ? a : i === 1 ? b : i === 2 ? c : d;
      if (i === 0) a = value; else if (i === 1) b = value; else if (i === 2) c = value; else d = value;
    };
  })();
  read(i) { return this.access(i, false); }
  write(i, value) { this.access(i, true, value); }
}

// Passed outside of next(): all registers of a suspended generator are kept with it, temporary ones too.
let passed = null, index = 0, storing = false;
function* suspended() {
  let a = null, b = null, c = null, d = null;
  for (;;) {
    yield;
    if (!storing) passed = index === 0 ? a : index === 1 ? b : index === 2 ? c : d;
    else if (index === 0) a = passed; else if (index === 1) b = passed; else if (index === 2) c = passed; else d = passed;
  }
}

class Suspended extends Thing {
  generator = suspended();
  constructor() { super(); this.generator.next(); }
  read(i) { index = i; storing = false; this.generator.next(); const value = passed; passed = null; return value; }
  write(i, value) { index = i; storing = true; passed = value; this.generator.next(); passed = null; }
}

class Weak extends List {
  ref = null; // to what field 0 refers to
  map = null; // of an ephemeron with a key: its value
  read(i) {
    if (this.ref === null || i > (this.kind === 2 ? 1 : 0)) return this.fields[i];
    if (this.isCleared()) tellCleared();
    const referent = this.ref?.deref() ?? null;
    return i === 0 || referent === null ? referent : this.map.get(referent) ?? null;
  }
  write(i, value) {
    if (i > (this.kind === 2 ? 1 : 0)) { this.fields[i] = value; return; }
    const first = i === 0 ? value : this.read(0), second = this.kind === 1 ? null : i === 1 ? value : this.read(1);
    this.ref = first === null ? null : new WeakRef(first);
    this.map = first !== null && this.kind === 2 ? new WeakMap([[first, second]]) : null;
    if (this.kind === 2) this.fields[1] = first === null ? second : null;
  }
  isCleared() { return this.ref !== null && this.ref.deref() === undefined; }
}

const containers = { array: List, object: Named, Map: Mapped, Set: Paired, closure: Closed, generator: Suspended };
const classes = Object.values(containers);
const capacities = [Infinity, 64, Infinity, 8, 4, 4];

function fresh(number, raw) {
  const made = new Array(raw);
  for (let i = 0; i < raw; i++) made[i] = 1 + ((Math.imul(number, 0x9E3779B1) + Math.imul(i, 0x85EBCA77)) >>> 20);
  return made;
}

function wide(high, low) {
  const value = high * 4294967296 + (low >>> 0);
  return Number.isSafeInteger(value) ? value : (BigInt(high) << 32n) | BigInt(low >>> 0);
}

function allocate(size, raw, kind) {
  const container = kind >> 4 & 255;
  kind &= 15;
  const weak = kind === 1 || kind === 2;
  const made = new (weak ? Weak : size <= capacities[container] ? classes[container] : List)(size);
  const number = ++allocated;
  made.number = number;
  made.kind = kind;
  made.size = size;
  if (raw > 0) made.raw = fresh(number, raw);
  const watch = new WeakRef(made);
  watches.push(number, watch);
  if (weak) weaks.push(watch);
  log.push(ALLOCATED, number);
  if (number === 2 && FAULT === "leak") secret = made;
  return made;
}

const name = value => value === null ? 0 : value instanceof Thing ? value.number : -1;

function load(holder, field) {
  const value = holder.read(field);
  log.push(LOADED, value === null ? 0 : name(value));
  return value;
}

/* Tells of clearings ahead of what an operation does with the thing. */
function tellFirst(thing) {
  if (thing instanceof Weak && thing.isCleared()) tellCleared();
}

/* Tells what has been cleared, together. */
function tellCleared() {
  weaks = weaks.filter(watch => watch.deref() !== undefined);
  for (const watch of weaks) {
    const weak = watch.deref();
    if (weak.isCleared()) {
      weak.ref = weak.map = null;
      log.push(CLEARED, weak.number);
    }
  }
}

function tellDead() {
  let kept = 0;
  for (let i = 0; i < watches.length; i += 2) {
    if (watches[i + 1].deref() === undefined) {
      log.push(RELEASED, watches[i]);
    } else {
      watches[kept++] = watches[i];
      watches[kept++] = watches[i + 1];
    }
  }
  watches.length = kept;
}

const macrotask = () => new Promise(resolve => setImmediate(resolve));

/* One collection for all these runs, which have come to one. */
async function collect(runs, minor) {
  if (FAULT === "crash") process.kill(process.pid, "SIGSEGV");
  while (FAULT === "hang" || FAULT === "crash");
  for (const run of runs) {
    if (FAULT === "early") {
      const live = Math.min(...run.slots.filter(value => value !== null).map(name));
      if (live < Infinity) run.log.push(RELEASED, live);
    }
    run.keepLog();
  }
  await macrotask();
  if (minor) gc({ type: "minor" }); else gc(); // which another type of collection would not be
  await macrotask();
  for (const run of runs) {
    run.resume();
    tellCleared();
    tellDead();
    log.push(COLLECTED);
    run.suspend();
    run.at += 5;
  }
}

/* The roots, then each object that they reach, once, in the order of discovery. */
function walk(stop) {
  tellCleared();
  walks++;
  const found = [];
  const discover = value => {
    if (value instanceof Thing && value.walk !== walks) {
      value.walk = walks;
      found.push(value);
    }
    log.push(name(value));
  };
  log.push(WALKED, stop - 1);
  for (let i = 1; i < stop; i++) discover(slots[i]);
  const at = log.push(0) - 1;
  for (const thing of found) { // which grows meanwhile
    log.push(thing.number, thing.kind, thing.size, thing.raw.length, 1);
    for (let i = 0; i < thing.size; i++) discover(thing.read(i));
    for (let i = 0; i < thing.raw.length; i++) log.push(thing.raw[i]);
  }
  log[at] = found.length;
}

/* Executes operations of five integers each, until a collection; returns where that stands. Slot 0 is always null. */
function execute(ops, at) {
  for (; at < ops.length; at += 5) {
    const a = ops[at + 1], b = ops[at + 2], c = ops[at + 3], d = ops[at + 4];
    let x, y;
    log.push(OPERATION);
    switch (ops[at]) {
      case LOAD:
        x = slots[b];
        if (x !== null && x.size > 0) {
          y = load(x, c % x.size);
          if (a > 0) slots[a] = y;
        }
        break;
      case STORE:
        x = slots[a];
        if (x !== null && x.size > 0) x.write(b % x.size, slots[c]);
        break;
      case ASSIGN:
        slots[a] = slots[b];
        break;
      case NEW:
        slots[a] = allocate(b, c, d);
        break;
      case STORE_RAW:
        x = slots[a];
        if (x !== null && x.raw.length > 0) x.raw[b % x.raw.length] = wide(c, d);
        break;
      case MOVE:
        x = slots[a];
        y = slots[c];
        if (x !== null && y !== null && x.size > 0 && y.size > 0) {
          tellFirst(y);
          y.write(d % y.size, load(x, b % x.size));
          x.write(b % x.size, null);
        }
        break;
      case BLIT:
        x = slots[a];
        y = slots[c];
        if (x !== null && y !== null && x.size > 0 && y.size > 0) {
          const from = b % x.size, to = (d & 0xFFFF) % y.size, count = Math.min(d >> 16, x.size - from, y.size - to);
          tellFirst(y);
          for (let i = 0; i < count; i++) y.write(to + i, load(x, from + i));
        }
        break;
      case CALL:
        [b, c, d].forEach((argument, i) => { if (argument > 0) slots[a + i] = slots[argument]; });
        break;
      case RETURN:
        if (a > 0) slots[a] = slots[b];
        slots.fill(null, c, c + d);
        break;
      case COLLECT:
        return at;
      case WALK:
        walk(a);
        break;
      case DEREF:
        x = slots[b];
        if (x !== null && (x.kind === 1 || x.kind === 2) && x.size >= x.kind) {
          y = load(x, x.kind - 1);
          if (a > 0) slots[a] = y;
        }
        break;
      case WEAK:
      case EPHEMERON:
        if (slots[b] !== null) {
          x = allocate(ops[at] === WEAK ? 1 : 2, 0, ops[at] === WEAK ? 1 : 2);
          x.write(0, slots[b]);
          if (ops[at] === EPHEMERON) x.write(1, slots[c]);
          slots[a] = x;
        }
        break;
      default:
        throw Object.assign(new Error(`operation ${ops[at]} is not supported`), { code: "unsupported" });
    }
  }
  return at;
}

/* Ends the process when its time is over, even if nobody is left who could and the collector does not come back. */
const deadline = new Int32Array(new SharedArrayBuffer(4));
new Worker(`const { workerData } = require("worker_threads");
  setInterval(() => {
    const end = Atomics.load(workerData, 0); // once, as it is taken back when the time is not over
    if (end && Date.now() / 1000 > end) process.kill(process.pid, "SIGALRM");
  }, 250);`,
  { eval: true, workerData: deadline }).unref();

/* All runs, each up to a collection; then one for those that ask for a minor one, if there are any, else a full one for all. */
async function executeAll(runs) {
  for (let due = runs; ;) {
    for (const run of due) {
      run.resume();
      run.at = execute(run.ops, run.at);
      run.suspend();
    }
    const waiting = runs.filter(run => run.at < run.ops.length);
    if (waiting.length === 0) break;
    const minor = waiting.filter(run => run.ops[run.at + 1] === 0);
    due = minor.length > 0 ? minor : waiting;
    await collect(due, minor.length > 0);
  }
  for (const run of runs) run.keepLog();
}

let open = new Map(); // the runs that go on, by their numbers

async function answer(request) {
  const together = request.type === "runs";
  const parts = together ? request.runs : [request], before = open;
  open = new Map();
  const runs = parts.map(part => before.get(part.run) ?? new Run());
  runs.forEach((run, i) => run.begin(parts[i]));
  Atomics.store(deadline, 0, Math.ceil(Date.now() / 1000) + request.seconds);
  await executeAll(runs);
  Atomics.store(deadline, 0, 0);
  parts.forEach((part, i) => { if (part.more === true) open.set(part.run, runs[i]); });
  const counts = runs.map(run => run.ops.length / 5), logs = runs.map(run => `[${run.earlier.join()}]`);
  const told = together ? `"n":[${counts}],"logs":[${logs.join()}]` : `"n":${counts[0]},"log":${logs[0]}`;
  return `{"type":"ok","id":${request.id},${told}}`;
}

const say = line => process.stdout.write(line + "\n"); // at once, as pipes are here

async function main() {
  say(JSON.stringify({
    type: "hello", proto: 1, runtime: `Node ${process.versions.node} (V8 ${process.versions.v8})`, class: "complete",
    generations: 2, containers: Object.keys(containers), caps: ["raw", "weak", "ephemeron", "together"],
  }));
  let rest = [];
  for await (const chunk of process.stdin) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; from = end + 1, end = chunk.indexOf(10, from)) {
      const line = Buffer.concat([...rest, chunk.subarray(from, end)]).toString();
      rest = [];
      let request = {};
      try {
        request = JSON.parse(line);
        if (request.type === "bye") return;
        say(await answer(request));
      } catch (error) {
        Atomics.store(deadline, 0, 0);
        const code = error instanceof SyntaxError ? "malformed" : error.code ?? "internal";
        say(JSON.stringify({ type: "error", id: request.id ?? 0, code, text: String(error.message) }));
      }
    }
    rest.push(chunk.subarray(from));
  }
}

main().then(() => process.exit(0));
