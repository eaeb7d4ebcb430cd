"""GcVerify adapter for CPython: speaks gcv/1 (docs/protocol.md), JSON lines on stdin and stdout, a log on stderr.

What is promised, and why:
  complete   gc.collect() is a full collection and finds all garbage; this file keeps no reference beside the slots.
  immediate  What lies on no cycle dies in the operation that drops it: CPython counts references, and the loop in run()
             lets go of what an operation has touched before it begins the next.
  releases   Deaths are seen in the operation that causes them, through the callback of a weak reference to each object.
  raw        Raw words are shown as they are in memory.
Not promised: locations, sizes, tallies and thresholds, which CPython does not tell or does not guarantee. Automatic
collection is off, so that a run is the same every time. Weak references, ephemerons and finalizers are plain objects so far.

An object of a program is one Node: a list of its fields, with slots for the rest. To prove that the verifier notices,
--fault breaks this file on purpose: leak keeps the second object of a program in secret, early calls a live object dead
at a collection, crash and hang do so there.
"""
import array
import gc
import json
import os
import platform
import signal
import sys
import weakref

NEW, ASSIGN, LOAD, STORE, STORE_RAW, MOVE, BLIT, CALL, RETURN, WEAK, DEREF, EPHEMERON, COLLECT, WALK = range(1, 15)
OPERATION, ALLOCATED, LOADED, RELEASED, COLLECTED, WALKED, REFUSED = range(7)
KIND_WEAK, KIND_EPHEMERON = 1, 2
FAULT = sys.argv[sys.argv.index("--fault") + 1] if "--fault" in sys.argv else ""

log = []  # what happens in a run, told when it is over
earlier = array.array("q")  # the log up to the last collection, where no collection need look through it
emit, tell = log.append, log.extend
watches = {}  # a weak reference to each live object, by number
patterns = {}
allocated = walks = 0
secret = []


class Node(list):
    __slots__ = ("number", "kind", "raw", "walk", "__weakref__")


class Watch(weakref.ref):
    __slots__ = ("number",)


def died(watch):
    del watches[watch.number]
    tell((RELEASED, watch.number))


def fresh(number, raw):
    """What the raw words of a new object hold; the few that most objects have are kept for the next program."""
    words = patterns.get(number << 4 | raw) if raw < 16 else None
    if words is None:
        words = tuple([1 + ((number * 0x9E3779B1 + i * 0x85EBCA77 & 0xFFFFFFFF) >> 20) for i in range(raw)])
        if raw < 16:
            patterns[number << 4 | raw] = words
    return list(words)


def allocate(fields, raw, kind):
    """A new object with null fields, or None where memory is exhausted."""
    global allocated
    number = allocated + 1
    try:
        node = Node((None,) * fields)
        node.number, node.kind, node.walk = number, kind, 0
        node.raw = fresh(number, raw) if raw else ()
        watches[number] = watch = Watch(node, died)
        watch.number = allocated = number
    except MemoryError:
        return emit(REFUSED)
    tell((ALLOCATED, number))
    if FAULT == "leak" and number == 2:
        secret.append(node)
    return node


def name(value):
    return 0 if value is None else value.number if type(value) is Node else -1


def load(holder, field):
    value = holder[field]
    tell((LOADED, name(value)))
    return value


def collect(slots):
    if FAULT == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    while FAULT == "hang":
        pass
    if FAULT == "early":
        live = min((node.number for node in slots if node is not None), default=0)
        tell((RELEASED, live) if live else ())
    earlier.fromlist(log)
    log.clear()
    gc.collect()
    emit(COLLECTED)


def walk(roots):
    """The roots, then each object that they reach, once, in the order of discovery."""
    global walks
    walks += 1
    tell((WALKED, len(roots)))
    tell(map(name, roots))
    at = len(log)
    emit(0)
    found = []

    def discover(values):
        for value in values:
            if type(value) is Node and value.walk != walks:
                value.walk = walks
                found.append(value)

    discover(roots)
    for node in found:  # which grows meanwhile
        tell((node.number, node.kind, len(node), len(node.raw), 1))
        tell(map(name, node))
        tell(node.raw)
        discover(node)
    log[at] = len(found)


def run(size, operations):
    """Executes operations of five integers each and returns their number. Slot 0 is always null."""
    slots = [None] * size
    x = y = None
    numbers = iter(operations)
    for code, a, b, c, d in zip(numbers, numbers, numbers, numbers, numbers):
        emit(OPERATION)
        if code == LOAD:
            x = slots[b]
            if x:
                y = load(x, c % len(x))
                if a:
                    slots[a] = y
        elif code == STORE:
            x = slots[a]
            if x:
                x[b % len(x)] = slots[c]
        elif code == ASSIGN:
            slots[a] = slots[b]
        elif code == NEW:
            slots[a] = allocate(b, c, d)
        elif code == STORE_RAW:
            x = slots[a]
            if x is not None and x.raw:
                x.raw[b % len(x.raw)] = c << 32 | d & 0xFFFFFFFF
        elif code == MOVE:
            x, y = slots[a], slots[c]
            if x and y:
                y[d % len(y)] = load(x, b % len(x))
                x[b % len(x)] = None
        elif code == BLIT:
            x, y = slots[a], slots[c]
            if x and y:
                b, c = b % len(x), (d & 0xFFFF) % len(y)
                for i in range(min(d >> 16, len(x) - b, len(y) - c)):
                    y[c + i] = load(x, b + i)
        elif code == CALL:
            for i, argument in enumerate((b, c, d)):
                if argument:
                    slots[a + i] = slots[argument]
        elif code == RETURN:
            if a:
                slots[a] = slots[b]
            slots[c:c + d] = [None] * d
        elif code == COLLECT:
            collect(slots)
        elif code == WALK:
            walk(slots[1:a])
        elif code == DEREF:
            x = slots[b]
            if x and x.kind in (KIND_WEAK, KIND_EPHEMERON):
                y = load(x, x.kind - KIND_WEAK)
                if a:
                    slots[a] = y
        elif code in (WEAK, EPHEMERON):
            x = slots[b]
            if x is not None:
                y = allocate(1, 0, KIND_WEAK) if code == WEAK else allocate(2, 0, KIND_EPHEMERON)
                if y is not None:
                    y[:] = (x,) if code == WEAK else (x, slots[c])
                slots[a] = y
        else:
            raise ValueError("operation %d is not supported" % code)
        x = y = None  # what dies by this dies in this operation
    watches.clear()  # what dies from here on is not told
    return len(operations) // 5


def answer(request):
    global allocated
    allocated = 0
    log.clear()
    del earlier[:]
    secret.clear()
    signal.alarm(request["seconds"])  # ends the process even if nobody is left who could
    executed = run(request["slots"], tuple(request.pop("ops")))
    signal.alarm(0)
    return '{"type":"ok","id":%d,"n":%d,"log":%s}\n' % (request["id"], executed, earlier.tolist() + log)


gc.disable()
gc.collect()
gc.freeze()  # what there is now is no concern of the programs
sys.stdout.write('{"type":"hello","proto":1,"runtime":"%s %s","class":"complete","caps":["immediate","releases","raw"]}\n'
                 % (platform.python_implementation(), platform.python_version()))
sys.stdout.flush()
for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "bye":
        break
    try:
        sys.stdout.write(answer(message))
    except Exception as error:
        text = json.dumps("%s: %s" % (type(error).__name__, error))
        sys.stdout.write('{"type":"error","id":%d,"code":"internal","text":%s}\n' % (message["id"], text))
    sys.stdout.flush()
