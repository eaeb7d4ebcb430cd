"""GcVerify adapter for PyPy: speaks gcv/1 (docs/protocol.md), JSON lines on stdin and stdout, a log on stderr.

What is promised, and why:
  complete      gc.collect() ends the collection under way and makes another whole one.
  raw           Raw words are shown as they are in memory.
  weak          Field 0 of a weak reference holds an instance of a subclass of weakref.ref. With --mode shared it holds a weakref.ref itself,
                which PyPy makes only one of for each object: that breaks W1, see examples/findings/pypy-dead-weakref.
  finalizers    __del__ gets the object and only queues it; the body runs in operation 17. gc.disable() keeps PyPy from calling it
                outside of gc.collect(). Of two objects of which one leads to the other, that one comes first, the other after it is gone.
  clears-first  Weak references to an object are cleared when it is found dead, even where another one's __del__ comes first.
  step          gc.collect_step().
Not promised: deaths and clearings in the operation that causes them (nothing is counted, and minor collections come unseen, when the
nursery is full), ephemerons (a WeakKeyDictionary is none), automatic collection (only that of the old objects can be switched off),
a minor collection (gc.collect() takes no heed of its argument).

Deaths are seen by a weak reference to each object, which are looked through after a collection. What is finalized, and what that leads to, gets
a new one.
Containers of an abstract object: list; dict; object with attributes; closure with its fields in cells. An object is a Node that holds
one. --fault leak|early|crash|hang breaks this file on purpose.
"""
import gc
import json
import os
import signal
import sys
import weakref

(NEW, ASSIGN, LOAD, STORE, STORE_RAW, MOVE, BLIT, CALL, RETURN, WEAK, DEREF, EPHEMERON, COLLECT, WALK, AUTOMATIC, STEP,
 FINALIZE) = range(1, 18)
(OPERATION, ALLOCATED, LOADED, RELEASED, COLLECTED, WALKED, REFUSED, CLEARED, PENDING, FINALIZER_STARTED, FINALIZER_ENDED) = range(11)
KIND_WEAK, KIND_FINALIZABLE = 1, 3
FAULT = sys.argv[sys.argv.index("--fault") + 1] if "--fault" in sys.argv else ""

log = []
watches = {}  # a weak reference to each object that is not known to be dead, by number
weaks = []  # numbers of the weak references among them
found = []  # objects that __del__ was called with
pending = []
bodies = ()
slots = []  # the array that is current
allocated = walks = epoch = globals_end = 0
more = False
secret = []


class Ref(weakref.ref):
    __slots__ = ()


REFERENCE = weakref.ref if "shared" in sys.argv else Ref


class Node:
    __slots__ = "number", "kind", "size", "raw", "walk", "fields", "__weakref__"

    def __init__(self, size):
        self.size = size
        self.fields = [None] * size

    def read(self, i):
        return self.fields[i]

    def write(self, i, value):
        self.fields[i] = value


class InDict(Node):
    __slots__ = ()

    def __init__(self, size):
        self.size = size
        self.fields = {}

    def read(self, i):
        return self.fields.get(i)

    def write(self, i, value):
        if value is None:
            self.fields.pop(i, None)
        else:
            self.fields[i] = value


class InAttributes(Node):
    __slots__ = "__dict__",

    def __init__(self, size):
        self.size = size

    def read(self, i):
        return getattr(self, "f%d" % i, None)

    def write(self, i, value):
        setattr(self, "f%d" % i, value)


class InClosure(Node):
    __slots__ = ()

    def __init__(self, size):
        self.size = size
        self.fields = cells()

    def read(self, i):
        return self.fields[0](i)

    def write(self, i, value):
        self.fields[1](i, value)


def cells():
    a = b = c = d = None

    def read(i):
        return a if i == 0 else b if i == 1 else c if i == 2 else d

    def write(i, value):
        nonlocal a, b, c, d
        if i == 0:
            a = value
        elif i == 1:
            b = value
        elif i == 2:
            c = value
        else:
            d = value
    return read, write


class Weak(Node):
    """Field 0 holds a reference until that is told to be cleared."""
    __slots__ = ()

    def read(self, i):
        value = self.fields[i]
        return value() if i == 0 and value is not None else value

    def write(self, i, value):
        self.fields[i] = REFERENCE(value) if i == 0 and value is not None else value

    def is_cleared(self):
        return self.fields[0] is not None and self.fields[0]() is None


class Finalizable(Node):
    __slots__ = "epoch", "finalizer"

    def __del__(self):
        if self.epoch == epoch:
            found.append(self)


CONTAINERS = {"list": Node, "dict": InDict, "attributes": InAttributes, "closure": InClosure}
CLASSES, CAPACITIES = list(CONTAINERS.values()), [1 << 20, 1 << 20, 64, 4]


def fresh(number, raw):
    return [1 + ((number * 0x9E3779B1 + i * 0x85EBCA77 & 0xFFFFFFFF) >> 20) for i in range(raw)]


def allocate(size, raw, shape):
    """A new object with null fields, or None where memory is exhausted."""
    global allocated
    kind, container = shape & 15, shape >> 4 & 255
    try:
        if kind == KIND_WEAK and size > 0:
            node = Weak(size)
        elif kind == KIND_FINALIZABLE:
            node = Finalizable(size)
            node.epoch, node.finalizer = epoch, shape >> 12
        else:
            node = CLASSES[container if size <= CAPACITIES[container] else 0](size)
        node.number, node.kind, node.walk, node.raw = allocated + 1, kind, 0, fresh(allocated + 1, raw)
        watches[allocated + 1] = Ref(node)
    except MemoryError:
        log.append(REFUSED)
        return None
    allocated += 1
    if kind == KIND_WEAK and size > 0:
        weaks.append(allocated)
    log.extend((ALLOCATED, allocated))
    if FAULT == "leak" and allocated == 2:
        secret.append(node)
    return node


def name(value):
    return 0 if value is None else value.number if isinstance(value, Node) else -1


def tell_if_cleared(node):
    if type(node) is Weak and node.is_cleared():
        node.fields[0] = None
        log.extend((CLEARED, node.number))


def load(holder, field):
    value = holder.read(field)
    if value is None:
        tell_if_cleared(holder)
    log.extend((LOADED, name(value)))
    return value


def tell_clearings():
    for number in weaks:
        tell_if_cleared(watches[number]() if number in watches else None)


def tell_pending():
    """Before that, what was cleared; what is found meanwhile is told the next time."""
    news = sorted(found, key=name)
    del found[:len(news)]
    watch_again(news)
    tell_clearings()
    for node in news:
        log.extend((PENDING, node.number))
        pending.append(node)


def watch_again(news):
    """Weak references were cleared to all that only what is going to be finalized leads to."""
    global walks
    walks += 1
    order = news[:]
    for node in order:  # which grows meanwhile
        if isinstance(node, Node) and node.walk != walks:
            node.walk = walks
            watches[node.number] = Ref(node)
            order.extend([node.read(i) for i in range(node.size)])


def tell_deaths():
    dead = [number for number, watch in watches.items() if watch() is None]
    for number in sorted(dead):
        del watches[number]
        log.extend((RELEASED, number))
    weaks[:] = [number for number in weaks if number in watches]


def collect():
    if FAULT == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    while FAULT == "hang":
        pass
    if FAULT == "early":
        live = min((node.number for node in slots if node is not None), default=0)
        log.extend((RELEASED, live) if live else ())
    gc.collect()
    tell_pending()
    tell_deaths()
    log.append(COLLECTED)


def walk(stop):
    """The roots, then each object that they reach, once. What is cleared meanwhile is told before; what was found is held."""
    global walks
    tell_clearings()
    walks += 1
    before = len(log)
    order = []

    def discover(value):
        log.append(name(value))
        if isinstance(value, Node) and value.walk != walks:
            value.walk = walks
            order.append(value)

    log.extend((WALKED, stop - 1))
    for value in slots[1:stop]:
        discover(value)
    at = len(log)
    log.append(0)
    for node in order:  # which grows meanwhile
        log.extend((node.number, node.kind, node.size, len(node.raw), 1))
        for i in range(node.size):
            value = node.read(i)
            if value is None and type(node) is Weak and i == 0 and node.is_cleared():
                node.fields[0] = None
                log[before:before] = CLEARED, node.number
                at += 2
            discover(value)
        log.extend(node.raw)
    log[at] = len(order)


def finalize():
    """Runs the bodies of the finalizers that are pending, each over an array of its own, to which the globals move."""
    global slots
    while pending:
        node = pending.pop(0)
        outer, slots = slots, [None] * len(slots)
        log.extend((FINALIZER_STARTED, node.number))
        slots[1:globals_end], outer[1:globals_end] = outer[1:globals_end], slots[1:globals_end]
        slots[globals_end], body, node = node, bodies[node.finalizer - 1] if node.finalizer else (), None
        execute(body)
        slots[1:globals_end], outer[1:globals_end] = outer[1:globals_end], slots[1:globals_end]
        slots = outer
        log.append(FINALIZER_ENDED)


def execute(operations):
    """Executes operations of five integers each. Slot 0 is always null. No local leads to an object where a collection may take place."""
    for at in range(0, len(operations), 5):
        log.append(OPERATION)
        code = operations[at]
        if code == COLLECT:
            collect()
        elif code == FINALIZE:
            finalize()
        elif code == STEP:
            gc.collect_step()
        else:
            perform(*operations[at:at + 5])


def perform(code, a, b, c, d):
    if code == LOAD or code == DEREF:
        x = slots[b]
        if x is not None and x.size > 0 and (code == LOAD or x.kind == KIND_WEAK or x.kind == 2):
            value = load(x, (x.kind - 1 if code == DEREF else c) % x.size)
            if a:
                slots[a] = value
    elif code == STORE:
        x = slots[a]
        if x is not None and x.size > 0:
            x.write(b % x.size, slots[c])
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
        if x is not None and y is not None and x.size > 0 and y.size > 0:
            y.write(d % y.size, load(x, b % x.size))
            x.write(b % x.size, None)
    elif code == BLIT:
        x, y = slots[a], slots[c]
        if x is not None and y is not None and x.size > 0 and y.size > 0:
            source, target = b % x.size, (d & 0xFFFF) % y.size
            for i in range(min(d >> 16, x.size - source, y.size - target)):
                y.write(target + i, load(x, source + i))
    elif code == CALL:
        for i, argument in enumerate((b, c, d)):
            if argument:
                slots[a + i] = slots[argument]
    elif code == RETURN:
        if a:
            slots[a] = slots[b]
        slots[c:c + d] = [None] * d
    elif code == WALK:
        walk(a)
    elif code == WEAK or code == EPHEMERON:
        if slots[b] is not None:
            x = allocate(1, 0, KIND_WEAK) if code == WEAK else allocate(2, 0, 2)
            if x is not None:
                x.write(0, slots[b])
            if x is not None and code == EPHEMERON:
                x.write(1, slots[c])
            slots[a] = x
    else:
        raise NotImplementedError("operation %d is not supported" % code)


def begin():
    global epoch, allocated
    epoch += 1  # what is found dead from here on of the run before is not told
    allocated = 0
    for each in slots, weaks, found, pending, secret:
        del each[:]
    watches.clear()


def answer(request):
    global bodies, globals_end, more
    operations = request["ops"]
    if len(operations) % 5:
        raise KeyError("operations of five integers each")
    if not more:
        begin()
    slots.extend([None] * (request["slots"] - len(slots)))
    more = request.get("more", False)
    bodies, globals_end = request.get("bodies", ()), 1 + request.get("globals", 0)
    del log[:]
    signal.alarm(request["seconds"])  # ends the process even if nobody is left who could
    execute(operations)
    signal.alarm(0)
    return '{"type":"ok","id":%d,"n":%d,"log":[%s]}\n' % (request["id"], len(operations) // 5, ",".join(map(str, log)))


gc.disable()
print(json.dumps({
    "type": "hello", "proto": 1, "runtime": "PyPy %d.%d.%d" % sys.pypy_version_info[:3], "class": "complete",
    "caps": ["raw", "weak", "finalizers", "clears-first", "step"], "containers": list(CONTAINERS),
}, separators=(",", ":")), flush=True)
CODES = {KeyError: "malformed", TypeError: "malformed", json.JSONDecodeError: "malformed", NotImplementedError: "unsupported"}
for line in sys.stdin:
    message = {}
    try:
        message = json.loads(line)
        if message["type"] == "bye":
            break
        sys.stdout.write(answer(message))
    except Exception as error:
        more = False
        text = json.dumps("%s: %s" % (type(error).__name__, error))
        code = CODES.get(type(error), "internal")
        sys.stdout.write('{"type":"error","id":%d,"code":"%s","text":%s}\n' % (message.get("id", 0), code, text))
    sys.stdout.flush()
