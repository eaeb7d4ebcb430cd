import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * GcVerify adapter for the JVM (16 and later): speaks gcv/1 (docs/protocol.md), JSON lines on stdin and stdout.
 *
 * What is promised, and why:
 *   complete      System.gc() is a full collection in all of the collectors, and returns when it is over.
 *   collections   2: what a collection finds to be finalized it keeps with all that this leads to, the referents of weak references
 *                 included; the next one clears those.
 *   raw           Raw words are shown as they are in memory.
 *   weak          Field 0 of a weak reference is a java.lang.ref.WeakReference.
 *   finalizers    Object.finalize() gets the object, but in another thread: it only puts it into a queue.
 *   clears-first  WeakReferences are cleared before an object is finalized.
 *   together      Several runs go on side by side until each has come to a collection, as System.gc() takes milliseconds.
 * Not promised: ephemerons, which Java does not have; deaths and clearings in the operation that causes them, as the JVM collects
 * when it likes.
 *
 * A death is seen by a phantom reference to each object: refersTo(null) is true as soon as the collection has cleared it, and it
 * clears it only when the object is gone for good. No queue is waited for. Only finalizers come later: each object that is going to
 * be finalized has a weak reference too; if that is cleared, its finalizer is waited for. Weak references of programs are watched by
 * others; those are cleared to all that only what is going to be finalized leads to, which gets new ones.
 *
 * Containers of an abstract object: array, instance, atomic array, list, map. They differ in the barriers that the JVM compiles.
 * --fault leak|early|crash|hang breaks this file on purpose. --replies FILE replies there: a JVM that crashes writes to stdout.
 * Compiled code keeps no dead variable alive, nor does interpreted code; still operations run in a method that has returned when a
 * collection begins.
 */
@SuppressWarnings({"removal", "deprecation"})
public final class GcVerifyAdapter {
    private static final int NEW = 1, ASSIGN = 2, LOAD = 3, STORE = 4, STORE_RAW = 5, MOVE = 6, BLIT = 7, CALL = 8, RETURN = 9;
    private static final int WEAK = 10, DEREF = 11, EPHEMERON = 12, COLLECT = 13, WALK = 14, FINALIZE = 17;
    private static final int OPERATION = 0, ALLOCATED = 1, LOADED = 2, RELEASED = 3, COLLECTED = 4, WALKED = 5, REFUSED = 6;
    private static final int CLEARED = 7, PENDING = 8, BEGUN = 9, ENDED = 10;
    private static final int KIND_WEAK = 1, KIND_EPHEMERON = 2, KIND_FINALIZABLE = 3;
    private static final int STRIDE = 5, MEMBERS = 8;

    /** An object of a program. */
    private abstract static class Node {
        /** Tells whose it is. Not the run itself: ZGC would mark from here through its phantom references as through strong ones. */
        final ArrayList<FinalizableNode> owner = run.found;
        final int number, kind, count, body;
        final long[] raw;
        int walk;

        Node(int kind, int count, int raw, int body) {
            this.number = run.allocated + 1;
            this.kind = kind;
            this.count = count;
            this.body = body;
            this.raw = new long[raw];
            for (int i = 0; i < raw; i++) {
                this.raw[i] = 1 + ((number * 0x9E3779B1 + i * 0x85EBCA77) >>> 20);
            }
        }

        abstract Object get(int field);

        abstract void set(int field, Object value);
    }

    private static class ArrayNode extends Node {
        private final Object[] fields;

        ArrayNode(int kind, int count, int raw, int body) {
            super(kind, count, raw, body);
            fields = new Object[count];
        }

        @Override Object get(int field) { return fields[field]; }

        @Override void set(int field, Object value) { fields[field] = value; }
    }

    private static final class InstanceNode extends Node {
        private Object a, b, c, d, e, f, g, h;

        InstanceNode(int kind, int count, int raw) { super(kind, count, raw, 0); }

        @Override Object get(int field) {
            switch (field) {
                case 0: return a;
                case 1: return b;
                case 2: return c;
                case 3: return d;
                case 4: return e;
                case 5: return f;
                case 6: return g;
                default: return h;
            }
        }

        @Override void set(int field, Object value) {
            switch (field) {
                case 0: a = value; break;
                case 1: b = value; break;
                case 2: c = value; break;
                case 3: d = value; break;
                case 4: e = value; break;
                case 5: f = value; break;
                case 6: g = value; break;
                default: h = value;
            }
        }
    }

    private static final class AtomicNode extends Node {
        private final AtomicReferenceArray<Object> fields;

        AtomicNode(int kind, int count, int raw) {
            super(kind, count, raw, 0);
            fields = new AtomicReferenceArray<>(count);
        }

        @Override Object get(int field) { return fields.get(field); }

        @Override void set(int field, Object value) { fields.getAndSet(field, value); }
    }

    /** Grows as far as it is written to, and copies its array as it does. */
    private static final class ListNode extends Node {
        private final ArrayList<Object> fields = new ArrayList<>(0);

        ListNode(int kind, int count, int raw) { super(kind, count, raw, 0); }

        @Override Object get(int field) { return field < fields.size() ? fields.get(field) : null; }

        @Override void set(int field, Object value) {
            while (fields.size() <= field) {
                fields.add(null);
            }

            fields.set(field, value);
        }
    }

    private static final class MapNode extends Node {
        private final HashMap<Integer, Object> fields = new HashMap<>(2);

        MapNode(int kind, int count, int raw) { super(kind, count, raw, 0); }

        @Override Object get(int field) { return fields.get(field); }

        @Override void set(int field, Object value) {
            if (value == null) {
                fields.remove(field);
            } else {
                fields.put(field, value);
            }
        }
    }

    private static final class WeakNode extends ArrayNode {
        /** Whether it refers to something, as far as was told. */
        boolean refers;
        WeakReference<WeakNode> watch;

        WeakNode(int count, int raw) { super(KIND_WEAK, count, raw, 0); }

        @Override Object get(int field) {
            Object value = super.get(field);
            return field == 0 && value != null ? ((WeakReference<?>) value).get() : value;
        }

        @Override void set(int field, Object value) {
            refers = field == 0 ? value != null : refers;
            super.set(field, field == 0 && value != null ? new WeakReference<>(value) : value);
        }

        void beWatched() {
            watch = new WeakReference<>(this);
            run.weaks.add(watch);
        }

        boolean isCleared() { return refers && super.get(0) != null && ((WeakReference<?>) super.get(0)).refersTo(null); }
    }

    private static final class FinalizableNode extends ArrayNode {
        FinalizableNode(int count, int raw, int body) { super(KIND_FINALIZABLE, count, raw, body); }

        @Override protected void finalize() {
            synchronized (FINALIZED) {
                finalizer = Thread.currentThread();
                owner.add(this);
                FINALIZED.notifyAll();
            }
        }
    }

    /** What tells that an object is gone. */
    private static final class Death extends PhantomReference<Node> {
        final int number;
        WeakReference<Node> finalizable; // until it is cleared
        boolean isOver;

        Death(Node node) {
            super(node, UNUSED);
            number = node.number;
            finalizable = node instanceof FinalizableNode ? new WeakReference<>(node) : null;
        }
    }

    /** The operations of the program or of a finalizer that runs in it. */
    private static final class Frame {
        final int[] operations;
        final Node[] slots;
        int at;

        Frame(int[] operations, Node[] slots) {
            this.operations = operations;
            this.slots = slots;
        }
    }

    /** A run and what there is of it. */
    private static final class Run {
        int allocated, globals, expected, arrived, told;
        long[] log = new long[1 << 8];
        final ArrayList<Death> deaths = new ArrayList<>();
        final ArrayList<WeakReference<WeakNode>> weaks = new ArrayList<>(); // watches of weak references
        final ArrayDeque<FinalizableNode> pending = new ArrayDeque<>();
        final ArrayList<FinalizableNode> found = new ArrayList<>(); // by the finalizer thread; under the lock FINALIZED
        final ArrayList<Frame> frames = new ArrayList<>();
        final ArrayList<int[]> bodies = new ArrayList<>();
        Node secret;

        Frame frame() { return frames.get(frames.size() - 1); }
    }

    private static Run run = new Run(); // the current one
    private static final Object FINALIZED = new Object();
    private static final ReferenceQueue<Node> UNUSED = new ReferenceQueue<>();
    private static Thread finalizer; // that of the JVM; null before it has run any
    private static volatile long deadline = Long.MAX_VALUE;
    private static String fault = "";
    private static int walks;

    private static void tell(long number) {
        Run now = run;
        if (now.told == now.log.length) {
            now.log = Arrays.copyOf(now.log, 2 * now.told);
        }

        now.log[now.told++] = number;
    }

    private static void tell(int event, long number) {
        tell(event);
        tell(number);
    }

    private static int name(Object value) {
        return value == null ? 0 : value instanceof Node && ((Node) value).owner == run.found ? ((Node) value).number : -1;
    }

    private static Node create(int count, int raw, int packed) {
        int kind = packed & 15, container = packed >> 4 & 255, body = packed >> 12;
        switch (kind == KIND_WEAK ? -1 : kind == KIND_FINALIZABLE ? -2 : container) {
            case -1: return new WeakNode(count, raw);
            case -2: return new FinalizableNode(count, raw, body);
            case 1: return count <= MEMBERS ? new InstanceNode(kind, count, raw) : new ArrayNode(kind, count, raw, 0);
            case 2: return new AtomicNode(kind, count, raw);
            case 3: return new ListNode(kind, count, raw);
            case 4: return new MapNode(kind, count, raw);
            default: return new ArrayNode(kind, count, raw, 0);
        }
    }

    private static Node allocate(int count, int raw, int packed) {
        Node node;
        try {
            node = create(count, raw, packed);
            if (node instanceof WeakNode) {
                ((WeakNode) node).beWatched();
            }

            run.deaths.add(new Death(node));
        } catch (OutOfMemoryError e) {
            tell(REFUSED);
            return null;
        }

        tell(ALLOCATED, ++run.allocated);
        run.secret = run.allocated == 2 && fault.equals("leak") ? node : run.secret;
        return node;
    }

    private static Object load(Node holder, int field) {
        Object value = holder.get(field);
        if (holder instanceof WeakNode) {
            tellIfCleared((WeakNode) holder);
        }

        tell(LOADED, name(value));
        return value;
    }

    /** Of a weak reference that was cleared nothing is told: it refers to something else from here on. */
    private static void store(Node holder, int field, Object value) { holder.set(field, value); }

    private static boolean tellIfCleared(WeakNode weak) {
        if (!weak.isCleared()) {
            return false;
        }

        weak.refers = false;
        tell(CLEARED, weak.number);
        return true;
    }

    /** Executes operations up to one that collects or runs finalizers, or the end. */
    private static void interpret(Frame frame) {
        int[] o = frame.operations;
        Node[] slots = frame.slots;
        for (; frame.at < o.length; frame.at += STRIDE) {
            int at = frame.at, a = o[at + 1], b = o[at + 2], c = o[at + 3], d = o[at + 4];
            if (o[at] == COLLECT || o[at] == FINALIZE) {
                return;
            }

            tell(OPERATION);
            Node x;
            switch (o[at]) {
                case LOAD:
                    x = slots[b];
                    if (x != null && x.count > 0) {
                        set(slots, a, load(x, c % x.count));
                    }

                    break;
                case STORE:
                    x = slots[a];
                    if (x != null && x.count > 0) {
                        store(x, b % x.count, slots[c]);
                    }

                    break;
                case ASSIGN: set(slots, a, slots[b]); break;
                case NEW: set(slots, a, allocate(b, c, d)); break;
                case STORE_RAW:
                    x = slots[a];
                    if (x != null && x.raw.length > 0) {
                        x.raw[b % x.raw.length] = (long) c << 32 | d & 0xFFFFFFFFL;
                    }

                    break;
                case MOVE: move(slots[a], b, slots[c], d); break;
                case BLIT: blit(slots[a], b, slots[c], d & 0xFFFF, d >> 16); break;
                case CALL: call(slots, o, at); break;
                case RETURN:
                    set(slots, a, slots[b]);
                    Arrays.fill(slots, c, c + d, null);
                    break;
                case WEAK: pair(slots, a, slots[b], null, KIND_WEAK); break;
                case EPHEMERON: pair(slots, a, slots[b], slots[c], KIND_EPHEMERON); break;
                case DEREF:
                    x = slots[b];
                    if (x != null && (x.kind == KIND_WEAK || x.kind == KIND_EPHEMERON)) {
                        set(slots, a, load(x, x.kind - KIND_WEAK));
                    }

                    break;
                case WALK: walk(slots, a); break;
                default: throw new Refusal("unsupported", "operation " + o[at]);
            }
        }
    }

    private static void set(Node[] slots, int slot, Object value) {
        if (slot != 0) {
            slots[slot] = (Node) value;
        }
    }

    private static void move(Node from, int b, Node to, int d) {
        if (from != null && to != null && from.count > 0 && to.count > 0) {
            store(to, d % to.count, load(from, b % from.count));
            store(from, b % from.count, null);
        }
    }

    private static void blit(Node from, int b, Node to, int d, int count) {
        if (from == null || to == null || from.count == 0 || to.count == 0) {
            return;
        }

        b %= from.count;
        d %= to.count;
        for (int i = Math.min(count, Math.min(from.count - b, to.count - d)); i > 0; i--) {
            store(to, d++, load(from, b++));
        }
    }

    private static void call(Node[] slots, int[] o, int at) {
        for (int i = 0; i < 3; i++) {
            if (o[at + 2 + i] != 0) {
                slots[o[at + 1] + i] = slots[o[at + 2 + i]];
            }
        }
    }

    private static void pair(Node[] slots, int target, Node first, Node second, int kind) {
        if (first == null) {
            return;
        }

        Node node = allocate(kind, 0, kind); // a weak reference has one field, an ephemeron two
        if (node != null) {
            node.set(0, first);
            if (kind == KIND_EPHEMERON) {
                node.set(1, second);
            }
        }

        set(slots, target, node);
    }

    private static void walk(Node[] slots, int top) {
        walks++;
        tellClearings();
        ArrayList<Node> order = new ArrayList<>();
        int start = run.told;
        tell(WALKED, top - 1);
        for (int i = 1; i < top; i++) {
            tell(name(slots[i]));
            discover(slots[i], order);
        }

        int at = run.told;
        tell(0);
        for (int i = 0; i < order.size(); i++) {
            Node node = order.get(i);
            tell(name(node));
            tell(node.kind);
            tell(node.count);
            tell(node.raw.length);
            tell(1);
            for (int field = 0; field < node.count; field++) {
                Object value = node.get(field);
                at += tellIfClearedMeanwhile(node, start);
                tell(name(value));
                discover(value, order);
            }

            for (long word : node.raw) {
                tell(word);
            }
        }

        run.log[at] = order.size();
    }

    /** What is cleared during a walk is told before it; what it has found is held. Returns by how much the log has grown there. */
    private static int tellIfClearedMeanwhile(Node node, int start) {
        int end = run.told;
        if (!(node instanceof WeakNode) || !tellIfCleared((WeakNode) node)) {
            return 0;
        }

        int grown = run.told - end;
        long[] told = Arrays.copyOfRange(run.log, end, run.told);
        System.arraycopy(run.log, start, run.log, start + grown, end - start);
        System.arraycopy(told, 0, run.log, start, grown);
        return grown;
    }

    private static void discover(Object value, ArrayList<Node> order) {
        if (value instanceof Node && ((Node) value).walk != walks) {
            ((Node) value).walk = walks;
            order.add((Node) value);
        }
    }

    /** A collection unasked may come in the middle, so this looks until there is nothing new. */
    private static void tellClearings() {
        for (boolean any = true; any; ) {
            any = false;
            for (WeakReference<WeakNode> watch : run.weaks) {
                WeakNode weak = watch.get();
                any |= weak != null && tellIfCleared(weak);
            }
        }

        run.weaks.removeIf(watch -> watch.refersTo(null));
    }

    /** Watches were cleared to all that only what is going to be finalized leads to, be it through weak references. */
    private static void watchAgain(ArrayList<FinalizableNode> news) {
        walks++;
        ArrayList<Node> order = new ArrayList<>();
        for (FinalizableNode node : news) {
            discover(node, order);
        }

        for (int i = 0; i < order.size(); i++) {
            Node node = order.get(i);
            if (node instanceof WeakNode && ((WeakNode) node).watch.refersTo(null)) {
                ((WeakNode) node).beWatched();
            }

            for (int field = 0; field < node.count; field++) {
                discover(node.get(field), order);
            }
        }
    }

    /** One collection for all these runs, which have come to one. */
    private static void collect(ArrayList<Run> runs) throws InterruptedException, IOException {
        if (fault.equals("crash")) {
            new ProcessBuilder("kill", "-SEGV", Long.toString(ProcessHandle.current().pid())).start().waitFor();
            Thread.sleep(10000);
        }

        while (fault.equals("hang")) {
            Thread.onSpinWait();
        }

        awaitFinalizer();
        System.gc();
        for (Run one : runs) {
            run = one;
            tell(OPERATION);
            int live = fault.equals("early") ? smallest(run.frame().slots) : 0;
            if (live > 0) {
                tell(RELEASED, live);
            }

            lookForDeaths();
            tellPending(awaitFinalizers());
            tellDeaths();
            tell(COLLECTED);
            run.frame().at += STRIDE;
        }
    }

    /** Waits until the thread of finalizers has nothing to do, as its stack keeps the object that it has finalized until then. */
    private static void awaitFinalizer() throws InterruptedException {
        Thread thread;
        synchronized (FINALIZED) {
            thread = finalizer;
        }

        while (thread != null && thread.getState() != Thread.State.WAITING) {
            Thread.sleep(0, 100000);
        }
    }

    private static int smallest(Node[] slots) {
        int least = 0;
        for (Node node : slots) {
            least = node != null && (least == 0 || node.number < least) ? node.number : least;
        }

        return least;
    }

    /** Before anything else is looked at, as each death needs to be told after the clearings and finalizers that led to it. */
    private static void lookForDeaths() {
        for (Death death : run.deaths) {
            death.isOver = death.refersTo(null);
        }
    }

    /** Waits until what collections have found to be finalized is there, and takes it; of one that nobody asked for all or nothing. */
    private static ArrayList<FinalizableNode> awaitFinalizers() throws InterruptedException {
        synchronized (FINALIZED) {
            while (run.arrived + run.found.size() < expected()) {
                FINALIZED.wait();
            }

            run.arrived += run.found.size();
            ArrayList<FinalizableNode> news = new ArrayList<>(run.found);
            run.found.clear();
            return news;
        }
    }

    /** How many objects of the run collections have found to be finalized. */
    private static int expected() {
        for (Death death : run.deaths) {
            if (death.finalizable != null && death.finalizable.refersTo(null)) {
                death.finalizable = null;
                run.expected++;
            }
        }

        return run.expected;
    }

    private static void tellPending(ArrayList<FinalizableNode> news) {
        watchAgain(news);
        tellClearings(); // a collection unasked may have found some of these after the other was over
        news.sort((a, b) -> Integer.compare(a.number, b.number));
        for (FinalizableNode node : news) {
            tell(PENDING, node.number);
            run.pending.add(node);
        }
    }

    private static void tellDeaths() {
        for (Death death : run.deaths) {
            if (death.isOver) {
                tell(RELEASED, death.number);
            }
        }

        run.deaths.removeIf(death -> death.isOver);
    }

    /** Gives the oldest pending finalizer a frame of its own, to which the globals are moved; false if there is none. */
    private static boolean beginBody(Frame frame) {
        FinalizableNode node = run.pending.poll();
        if (node == null) {
            return false;
        }

        tell(BEGUN, node.number);
        int[] body = node.body == 0 ? new int[0] : run.bodies.get(node.body - 1);
        Frame inner = new Frame(body, new Node[frame.slots.length]);
        moveGlobals(frame, inner);
        inner.slots[run.globals + 1] = node;
        run.frames.add(inner);
        return true;
    }

    private static void moveGlobals(Frame from, Frame to) {
        System.arraycopy(from.slots, 1, to.slots, 1, run.globals);
        Arrays.fill(from.slots, 1, run.globals + 1, null);
    }

    /** Executes all runs, with collections where no operation has left anything on the stack. */
    private static void executeAll(ArrayList<Run> runs) throws InterruptedException, IOException {
        ArrayList<Run> waiting = new ArrayList<>(runs);
        while (true) {
            waiting.removeIf(one -> {
                run = one;
                return !execute();
            });
            if (waiting.isEmpty()) {
                return;
            }

            collect(waiting);
        }
    }

    /** Executes the operations of the current run up to a collection; false if there is none any more. Here finalizers begin. */
    private static boolean execute() {
        for (boolean resumed = false; ; ) {
            Frame frame = run.frame();
            if (!resumed) {
                interpret(frame);
            }

            if (frame.at == frame.operations.length) {
                if (run.frames.size() == 1) {
                    return false;
                }

                run.frames.remove(run.frames.size() - 1);
                moveGlobals(frame, run.frame());
                tell(ENDED);
                resumed = true; // a finalizer begins only in an operation that has begun
            } else if (frame.operations[frame.at] == COLLECT) {
                return true;
            } else {
                if (!resumed) {
                    tell(OPERATION);
                }

                boolean begun = beginBody(frame);
                frame.at += begun ? 0 : STRIDE;
                resumed = false;
            }
        }
    }

    // ---- Messages ----

    /** A request that cannot be run. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        final String code;

        Refusal(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }
    }

    private static byte[] line = new byte[1 << 16];
    private static int length, position;
    private static int from, to; // where the fields of a run stand, its operations excepted

    private static int after(String text) { return after(text, 0, length); }

    /** Where what follows a text begins that stands between two places, or -1. */
    private static int after(String text, int from, int to) {
        byte[] sought = text.getBytes(StandardCharsets.UTF_8);
        for (int i = from; i + sought.length <= to; i++) {
            if (Arrays.equals(line, i, i + sought.length, sought, 0, sought.length)) {
                return i + sought.length;
            }
        }

        return -1;
    }

    private static int field(String name) {
        position = after("\"" + name + "\":", from, to);
        return position < 0 ? 0 : (int) integer();
    }

    private static long integer() {
        boolean negative = line[position] == '-';
        position += negative ? 1 : 0;
        int start = position;
        long number = 0;
        while (position < length && line[position] >= '0' && line[position] <= '9') {
            number = number * 10 + (line[position++] - '0');
        }

        if (position == start) {
            throw new Refusal("malformed", "no integer at byte " + start);
        }

        return negative ? -number : number;
    }

    /** The integers up to the bracket that closes. */
    private static int[] array() {
        int[] numbers = new int[64];
        int count = 0;
        while (position < length && line[position] != ']') {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }

            numbers[count++] = (int) integer();
            position += line[position] == ',' ? 1 : 0;
        }

        if (position == length || count % STRIDE != 0) {
            throw new Refusal("malformed", "no array of five integers for each operation");
        }

        position++;
        return Arrays.copyOf(numbers, count);
    }

    private static void readBodies() {
        run.bodies.clear();
        position = after("\"bodies\":[", from, to);
        while (position > 0 && line[position] == '[') {
            position++;
            run.bodies.add(array());
            position += line[position] == ',' ? 1 : 0;
        }
    }

    /** Reads a run, or what more there is of it, as it stands from here on. */
    private static void readRun(HashMap<Integer, Run> open, HashMap<Integer, Run> next, ArrayList<Run> runs) {
        from = position;
        to = after("\"ops\":[", from, length);
        if (to < 0) {
            throw new Refusal("malformed", "no ops");
        }

        int number = field("run"), size = field("slots");
        run = open.containsKey(number) ? open.get(number) : new Run();
        run.told = 0;
        run.globals = field("globals");
        readBodies();
        position = to;
        int[] operations = array();
        size = Math.max(size, run.globals + 2);
        Node[] slots = run.frames.isEmpty() ? new Node[size] : run.frames.get(0).slots;
        run.frames.clear();
        run.frames.add(new Frame(operations, size > slots.length ? Arrays.copyOf(slots, size) : slots));
        runs.add(run);
        if (after("\"more\":true,", from, to) > 0) {
            next.put(number, run);
        }
    }

    /** Answers a request for one run, or for several; those that go on are left in the map. */
    private static void answer(HashMap<Integer, Run> open) throws InterruptedException, IOException {
        HashMap<Integer, Run> next = new HashMap<>();
        ArrayList<Run> runs = new ArrayList<>();
        position = after("\"runs\":[", 0, Math.min(length, 100)); // a single run has it nowhere
        boolean together = position > 0;
        position = Math.max(0, position);
        do {
            readRun(open, next, runs);
            position += 2; // the brace that closes, and the comma
        } while (together && position < length && line[position - 1] == ',');

        from = 0;
        to = length;
        deadline = System.nanoTime() + field("seconds") * 1_000_000_000L;
        executeAll(runs);
        write("{\"type\":\"ok\",\"id\":" + field("id") + ",\"n\":" + (together ? "[" : ""));
        for (int i = 0; i < runs.size(); i++) {
            write((i > 0 ? "," : "") + runs.get(i).frames.get(0).operations.length / STRIDE);
        }

        write(together ? "],\"logs\":[" : ",\"log\":");
        for (int i = 0; i < runs.size(); i++) {
            write(i > 0 ? ",[" : "[");
            writeLog(runs.get(i).log, runs.get(i).told);
            write("]");
        }

        write(together ? "]}\n" : "}\n");
        open.clear();
        open.putAll(next);
    }

    private static final byte[] out = new byte[1 << 16];
    private static int written;
    private static OutputStream stdout;

    private static void write(String text) throws IOException {
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            if (written == out.length) {
                flush();
            }

            out[written++] = one;
        }
    }

    private static void flush() throws IOException {
        stdout.write(out, 0, written);
        written = 0;
    }

    private static void writeLog(long[] log, int told) throws IOException {
        byte[] digits = new byte[24];
        for (int i = 0; i < told; i++) {
            long number = log[i];
            int count = 0;
            do {
                digits[count++] = (byte) ('0' + Math.abs(number % 10));
                number /= 10;
            } while (number != 0);
            if (log[i] < 0) {
                digits[count++] = '-';
            }

            if (written + count + 1 > out.length) {
                flush();
            }

            if (i > 0) {
                out[written++] = ',';
            }

            while (count > 0) {
                out[written++] = digits[--count];
            }
        }
    }

    private static boolean readLine(InputStream in) throws IOException {
        length = 0;
        while (true) {
            int next = in.read();
            if (next < 0) {
                return false;
            }

            if (next == '\n') {
                return true;
            }

            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }

            line[length++] = (byte) next;
        }
    }

    /** Ends the process when its time is over, even if nobody is left who could. */
    private static void watchTheClock() {
        var watchdog = new Thread(() -> {
            while (System.nanoTime() < deadline || deadline == Long.MAX_VALUE) {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    return;
                }
            }

            Runtime.getRuntime().halt(128 + 14);
        });
        watchdog.setDaemon(true);
        watchdog.start();
    }

    private static String option(String[] arguments, String name) {
        int at = Arrays.asList(arguments).indexOf(name);
        return at >= 0 && at + 1 < arguments.length ? arguments[at + 1] : "";
    }

    public static void main(String[] arguments) throws IOException {
        fault = option(arguments, "--fault");
        String replies = option(arguments, "--replies");
        stdout = replies.isEmpty() ? new FileOutputStream(FileDescriptor.out) : new FileOutputStream(replies);
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true));
        watchTheClock();
        write("{\"type\":\"hello\",\"proto\":1,\"runtime\":\"" + System.getProperty("java.vm.name") + " "
            + System.getProperty("java.vm.version") + "\",\"class\":\"complete\",\"collections\":2,"
            + "\"caps\":[\"raw\",\"weak\",\"finalizers\",\"clears-first\",\"together\"],"
            + "\"containers\":[\"array\",\"instance\",\"atomic\",\"list\",\"map\"]}\n");
        flush();
        var in = new java.io.BufferedInputStream(System.in, 1 << 16);
        HashMap<Integer, Run> open = new HashMap<>();
        while (readLine(in) && after("\"type\":\"bye\"", 0, Math.min(length, 32)) < 0) {
            try {
                answer(open);
            } catch (Throwable error) {
                String code = error instanceof Refusal ? ((Refusal) error).code : "internal";
                String text = error.toString().replaceAll("[^ -!#-\\[\\]-~]", "?");
                from = 0;
                to = length;
                int id = after("\"id\":") < 0 ? 0 : field("id");
                written = 0;
                write("{\"type\":\"error\",\"id\":" + id + ",\"code\":\"" + code + "\",\"text\":\"" + text + "\"}\n");
                open.clear();
            }

            deadline = Long.MAX_VALUE;
            flush();
        }
    }
}
