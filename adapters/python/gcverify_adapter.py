"""GcVerify adapter for CPython: speaks gcv/1 (docs/protocol.md), JSON lines on stdin and stdout, a log on stderr.

What is promised, and why:
  complete       gc.collect() is a full collection and finds all garbage; this file keeps no reference beside the slots.
  immediate      What lies on no cycle dies in the operation that drops it: CPython counts references, and the loop in execute()
                 lets go of what an operation has touched before it begins the next.
  releases       Deaths are seen in the operation that causes them, through the callback of a weak reference to each object. Where a
                 collection has run a finalizer, these callbacks come too soon: what was resurrected is sorted out when it ends.
  raw            Raw words are shown as they are in memory.
  weak           Field 0 of a weak reference holds a weakref.ref, whose callback tells that it was cleared.
  clearings      A weak reference that is found dead itself has no callback; it is looked at before the first finalizer sees it.
  finalizers     __del__ runs the body, in a collection or where the last reference is dropped, once per object (PEP 442).
  clears-either  A collection clears weak references before finalizers; where the count falls to zero, __del__ comes first.
  auto           Automatic collection is on while an object is allocated, so that its finalizers run where the protocol permits.
Not promised: ephemerons (a WeakKeyDictionary is none), locations, sizes, tallies and thresholds.

An object of a program is one Node: something that holds fields, with slots for the rest. A program says of each object which of
CONTAINERS that something is; all are used through len(), [] and fields(). Slots of an instance and locals of a generator are written
out for as many as WRITTEN fields; an object with more is a list, and one in a generator is of cells where finalizers could see
it, since a generator that is found dead is closed. A dict and an instance with attributes grow as fields are stored in them first.

To prove that the verifier notices, --fault breaks this file on purpose: leak keeps the second object of a program in secret, early
calls a live object dead at a collection, crash and hang do so there.
"""
import array
import gc
import json
import os
import platform
import signal
import sys
import types
import weakref

(NEW, ASSIGN, LOAD, STORE, STORE_RAW, MOVE, BLIT, CALL, RETURN, WEAK, DEREF, EPHEMERON, COLLECT, WALK, AUTOMATIC, STEP,
 FINALIZE) = range(1, 18)
(OPERATION, ALLOCATED, LOADED, RELEASED, COLLECTED, WALKED, REFUSED, CLEARED, PENDING, FINALIZER_STARTED, FINALIZER_ENDED) = range(11)
KIND_WEAK, KIND_EPHEMERON, KIND_FINALIZABLE = 1, 2, 3
WRITTEN = 16
NULLS = [(None,) * size for size in range(64)]
THRESHOLDS = 30, 3, 3  # so small that automatic collections take place in short programs
FAULT = sys.argv[sys.argv.index("--fault") + 1] if "--fault" in sys.argv else ""

log = []  # what happens in a run, told when it is over
earlier = array.array("q")  # the log up to the last collection, where no collection need look through it
emit, tell = log.append, log.extend
watches = {}  # a weak reference to each live object, by number
patterns = {}
allocated = walks = epoch = globals_end = 0
slots = []  # the array that is current
bodies = ()
more = automatic = False
in_collection = finalized = False
found = []  # (number, address) of what a collection seems to free
failure = None
secret = []


class Node:
    __slots__ = ()
    STATE = "number", "kind", "raw", "walk", "epoch", "finalizer", "__weakref__"


class List(Node, list):
    __slots__ = Node.STATE

    def fields(self):
        return self


class Dict(Node, dict):
    __slots__ = Node.STATE + ("size",)

    def __init__(self, nulls):
        self.size = len(nulls)

    def __len__(self):
        return self.size

    def __missing__(self, field):
        return None

    def fields(self):
        return map(self.__getitem__, range(self.size))


class Instance(Node):
    """The slots themselves are those of a subclass for each number of fields."""
    __slots__ = Node.STATE
    members = ()

    def __init__(self, nulls):
        for member in self.members:
            member.__set__(self, None)

    def __len__(self):
        return len(self.members)

    def __getitem__(self, field):
        return self.members[field].__get__(self)

    def __setitem__(self, field, value):
        self.members[field].__set__(self, value)

    def fields(self):
        return map(self.__getitem__, range(len(self.members)))


class Attributes(Node):
    __slots__ = Node.STATE + ("size", "__dict__")
    NAMES = [sys.intern("f%d" % i) for i in range(1 << 15)]

    def __init__(self, nulls):
        self.size = len(nulls)

    def __len__(self):
        return self.size

    def __getitem__(self, field):
        return getattr(self, self.NAMES[field], None)

    def __setitem__(self, field, value):
        setattr(self, self.NAMES[field], value)

    fields = Dict.fields


class Cells(Node):
    __slots__ = Node.STATE + ("cells",)

    def __init__(self, nulls):
        self.cells = tuple(map(types.CellType, nulls))

    def __len__(self):
        return len(self.cells)

    def __getitem__(self, field):
        return self.cells[field].cell_contents

    def __setitem__(self, field, value):
        self.cells[field].cell_contents = value

    def fields(self):
        return map(self.__getitem__, range(len(self.cells)))


class Generator(Node):
    """Its frame is asked for local i by sending i, and given one by sending ~i and the value."""
    __slots__ = Node.STATE + ("size", "ask")

    def __init__(self, nulls):
        self.size = len(nulls)
        self.ask = frame_of(self.size)().send
        self.ask(None)

    def __len__(self):
        return self.size

    def __getitem__(self, field):
        return self.ask(field)

    def __setitem__(self, field, value):
        self.ask(~field)
        self.ask(value)

    fields = Dict.fields


def frame_of(size, made={}):
    if size not in made:
        lines = ["def frame():"] + [" f%d = None" % i for i in range(size)] + [" i = yield", " while True:", "  if 0: pass"]
        for i in range(size):
            lines += ["  elif i == %d: i = yield f%d" % (i, i), "  elif i == %d:" % ~i, "   f%d = yield" % i, "   i = yield"]
        lines += ["  else: i = yield"]
        scope = {}
        exec("\n".join(lines), scope)
        made[size] = scope["frame"]
    return made[size]


class Ref(weakref.ref):
    __slots__ = "holder", "epoch"


def cleared(ref):
    """Tells it once: an epoch is 1 or more."""
    if ref.epoch == epoch:
        ref.epoch = 0
        tell((CLEARED, ref.holder))


class Weakly:
    """Field 0 holds a Ref."""
    __slots__ = ()

    def __getitem__(self, field):
        value = super().__getitem__(field)
        if type(value) is Ref:
            ref, value = value, value()
            if value is None:
                cleared(ref)
        return value

    def __setitem__(self, field, value):
        if field == 0 and value is not None:
            ref = Ref(value, cleared)
            ref.holder, ref.epoch = self.number, epoch
            value = ref
        super().__setitem__(field, value)

    def fields(self):
        return map(self.__getitem__, range(len(self)))


class Finalizable:
    __slots__ = ()

    def __del__(self):
        if self.epoch == epoch:
            finalize(self)


CONTAINERS = {"list": List, "instance": Instance, "attributes": Attributes, "dict": Dict, "cell": Cells, "generator": Generator}


def variants(container):
    """By kind: plain, weak, ephemeron, finalizable; what follows is plain."""
    made = {"__slots__": ()}
    weak, finalizable = type("Weak", (Weakly, container), made), type("Finalizable", (Finalizable, container), made)
    return [container, weak, container, finalizable, container, container]


def with_slots(size):
    names = tuple(["f%d" % i for i in range(size)])
    made = type("Instance", (Instance,), {"__slots__": names})
    made.members = tuple([getattr(made, name) for name in names])
    return variants(made)


CLASSES = [variants(container) for container in CONTAINERS.values()]
INSTANCES = {size: with_slots(size) for size in range(WRITTEN + 1)}
LISTS, CELLS = CLASSES[0], CLASSES[4]


class Watch(weakref.ref):
    __slots__ = "number", "address"


def died(watch):
    del watches[watch.number]
    if in_collection:
        found.append((watch.number, watch.address))
    else:
        tell((RELEASED, watch.number))


def observe(node):
    watches[node.number] = watch = Watch(node, died)
    watch.number, watch.address = node.number, id(node)


def phase(name, _):
    """A collection begins or ends: what it seems to free is dead unless a finalizer has resurrected it."""
    global in_collection, finalized
    in_collection = name == "start"
    if not in_collection and found:
        survivors = {id(node): node for node in gc.get_objects() if isinstance(node, Node)} if finalized else {}
        for number, address in found:
            node = survivors.get(address)
            if node is None or node.number != number:
                tell((RELEASED, number))
            else:
                observe(node)
                if node.kind == KIND_WEAK:
                    node[0]  # which tells if it was cleared
        found.clear()
    finalized = False


def fresh(number, raw):
    """What the raw words of a new object hold; the few that most objects have are kept for the next program."""
    words = patterns.get(number << 4 | raw) if raw < 16 else None
    if words is None:
        words = tuple([1 + ((number * 0x9E3779B1 + i * 0x85EBCA77 & 0xFFFFFFFF) >> 20) for i in range(raw)])
        if raw < 16:
            patterns[number << 4 | raw] = words
    return list(words)


def choose(fields, kind, container):
    if container in (1, 5) and fields > WRITTEN:
        return LISTS[kind]
    if container == 1:
        return INSTANCES[fields][kind]
    return CELLS[kind] if container == 5 and bodies else CLASSES[container][kind]


def construct(cls, nulls):
    """Where automatic collection is on, it is so here, and newer versions collect when a call returns."""
    gc.enable()
    try:
        node = cls(nulls)
        len(node)
    finally:
        gc.disable()
    return node


def allocate(fields, raw, shape):
    """A new object with null fields, or None where memory is exhausted."""
    global allocated
    try:
        cls = choose(fields, shape & 15, shape >> 4 & 255) if shape else List
        nulls = NULLS[fields] if fields < len(NULLS) else (None,) * fields
        node = construct(cls, nulls) if automatic else cls(nulls)
        node.number = number = allocated + 1  # which the finalizers of a collection may have changed
        node.kind = shape & 15
        node.walk = 0
        node.raw = fresh(number, raw) if raw else ()
        watches[number] = watch = Watch(node, died)
        watch.number = number
        watch.address = id(node)
        if shape & 15 == KIND_FINALIZABLE:
            node.epoch, node.finalizer = epoch, shape >> 12
        allocated = number
    except MemoryError:
        return emit(REFUSED)
    tell((ALLOCATED, number))
    if FAULT == "leak" and number == 2:
        secret.append(node)
    return node


def name(value):
    return 0 if value is None else value.number if isinstance(value, Node) else -1


def load(holder, field):
    value = holder[field]
    tell((LOADED, name(value)))
    return value


def collect(generation):
    if FAULT == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    while FAULT == "hang":
        pass
    if FAULT == "early":
        live = min((node.number for node in slots if node is not None), default=0)
        tell((RELEASED, live) if live else ())
    if not in_collection:
        earlier.fromlist(log)
        log.clear()
    gc.collect(2 if generation < 0 else generation)
    emit(COLLECTED)


def discover(values, found):
    for value in values:
        if isinstance(value, Node) and value.walk != walks:
            value.walk = walks
            found.append(value)


def walk(roots):
    """The roots, then each object that they reach, once, in the order of discovery."""
    global walks
    walks += 1
    tell((WALKED, len(roots)))
    tell(map(name, roots))
    at = len(log)
    emit(0)
    found, stamp = [], walks
    discover(roots, found)
    for node in found:  # which grows meanwhile
        fields, raw, first = node.fields(), node.raw, len(log)
        tell((node.number, node.kind, len(node), len(raw), 1))
        try:
            for value in fields:
                if value is None:
                    emit(0)
                else:
                    emit(value.number)
                    if value.walk != stamp:
                        value.walk = stamp
                        found.append(value)
        except AttributeError:  # what is there is no Node
            fields = list(node.fields())
            log[first + 5:] = map(name, fields)
            discover(fields, found)
        tell(raw)
    log[at] = len(found)


def tell_cleared(node):
    """Tells of the weak references that the node leads to: those that were found dead with it have been cleared in silence."""
    global walks
    walks += 0 if finalized else 1
    found = []
    discover((node,), found)
    for node in found:
        discover(node.fields(), found)


def finalize(node):
    """Runs the body of a finalizer over an array of its own, to which the globals move."""
    global slots, finalized, failure
    outer, inner = slots, [None] * len(slots)
    try:
        if in_collection:
            tell_cleared(node)
            finalized = True
        tell((FINALIZER_STARTED, node.number))
        inner[1:globals_end], outer[1:globals_end] = outer[1:globals_end], inner[1:globals_end]
        inner[globals_end] = node
        slots = inner
        if node.finalizer:
            execute(inner, bodies[node.finalizer - 1])
    except Exception as error:  # __del__ would swallow it
        failure = error
    slots = outer
    inner[1:globals_end], outer[1:globals_end] = outer[1:globals_end], inner[1:globals_end]
    emit(FINALIZER_ENDED)


def execute(slots, operations):
    """Executes operations of five integers each. Slot 0 is always null."""
    global automatic
    x = y = overwritten = None
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
                b, d = b % len(x), d % len(y)
                overwritten = y[d]  # which is let go of when the operation is done, as its finalizer may look
                y[d] = load(x, b)
                x[b] = None
        elif code == BLIT:
            x, y = slots[a], slots[c]
            if x and y:
                b, c = b % len(x), (d & 0xFFFF) % len(y)
                d = min(d >> 16, len(x) - b, len(y) - c)
                overwritten = [y[c + i] for i in range(d)]
                for i in range(d):
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
            collect(a)
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
                    y[0] = x
                    if code == EPHEMERON:
                        y[1] = slots[c]
                slots[a] = y
        elif code == AUTOMATIC:
            automatic = bool(a)
        elif code != FINALIZE:  # nothing is ever pending
            raise NotImplementedError("operation %d is not supported" % code)
        x = y = overwritten = None  # what dies by this dies in this operation


def answer(request):
    global slots, bodies, globals_end, more, allocated, automatic, epoch
    operations = tuple(request.pop("ops"))
    if len(operations) % 5:
        raise KeyError("operations of five integers each")
    if not more:
        epoch += 1
        allocated = 0
        automatic = False
        slots = [None] * request["slots"]
        secret.clear()
    slots += [None] * (request["slots"] - len(slots))
    more = request.get("more", False)
    bodies, globals_end = tuple(map(tuple, request.get("bodies", ()))), 1 + request.get("globals", 0)
    log.clear()
    del earlier[:]
    signal.alarm(request["seconds"])  # ends the process even if nobody is left who could
    execute(slots, operations)
    if not more:  # what dies from here on is not told
        epoch += 1
        watches.clear()
        slots = []
    signal.alarm(0)
    if failure is not None:
        raise failure
    return '{"type":"ok","id":%d,"n":%d,"log":%s}\n' % (request["id"], len(operations) // 5, earlier.tolist() + log)


def hello():
    python = platform.python_implementation() == "CPython"
    return json.dumps({
        "type": "hello", "proto": 1, "runtime": "%s %s" % (platform.python_implementation(), platform.python_version()),
        "class": "complete",
        "caps": ["immediate", "releases", "raw", "weak", "clearings", "finalizers", "clears-either", "auto"],
        "generations": 3, "containers": list(CONTAINERS),
    }, separators=(",", ":"))


gc.disable()
gc.set_threshold(*THRESHOLDS)
gc.callbacks.append(phase)
gc.collect()
gc.freeze()  # what there is now is no concern of the programs
sys.stdout.write(hello() + "\n")
sys.stdout.flush()
CODES = {KeyError: "malformed", TypeError: "malformed", json.JSONDecodeError: "malformed", NotImplementedError: "unsupported"}
for line in sys.stdin:
    message = {}
    try:
        message = json.loads(line)
        if message["type"] == "bye":
            break
        sys.stdout.write(answer(message))
    except Exception as error:
        text = json.dumps("%s: %s" % (type(error).__name__, error))
        code = CODES.get(type(error), "internal")
        sys.stdout.write('{"type":"error","id":%d,"code":"%s","text":%s}\n' % (message.get("id", 0), code, text))
    sys.stdout.flush()
