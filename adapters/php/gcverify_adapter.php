<?php
/* GcVerify adapter for PHP 8: speaks gcv/1 (docs/protocol.md), JSON lines on stdin and stdout, a log on stderr.

What is promised, and why:
  complete    gc_collect_cycles() finds all cycles, from the values whose count has fallen without reaching zero. It is called until it
              finds no more: after destructors it leaves what they may have resurrected to the next call.
  immediate   What lies on no cycle dies in the operation that drops it. What an operation overwrites is held until it has taken
              effect as a whole.
  releases    Each object is a key of a WeakMap; the value is a token that nothing else refers to, whose destructor tells the number.
  raw         Raw words are shown as they are in memory.
  weak        Field 0 of a weak reference holds a WeakReference.
  clearings   It is null from when its referent is freed, and told with the death of that.
  finalizers  __destruct gets the object and runs the body, once per object, as PHP promises itself.
Not promised: ephemerons (until 8.3 the value of a WeakMap keeps its own key; see docs/runtimes.md), weak references cleared before
finalizers, automatic collection (it depends on a buffer of 10,000 roots), steps.

Containers of an abstract object: array; object with properties; ArrayObject; SplObjectStorage of pairs; closure with static variables.
Those with few fields are arrays where an object has more. A generator is none of them: the collector ends one that it finds in garbage, as that
is its destructor, and so empties it, though another destructor may bring it back.
--fault leak|early|crash|hang breaks this file on purpose. */
declare(strict_types=1);

const NEW_ = 1, ASSIGN = 2, LOAD = 3, STORE = 4, STORE_RAW = 5, MOVE = 6, BLIT = 7, CALL = 8, RETURN_ = 9, WEAK = 10, DEREF = 11;
const EPHEMERON = 12, COLLECT = 13, WALK = 14, FINALIZE = 17;
const ALLOCATED = 1, LOADED = 2, RELEASED = 3, COLLECTED = 4, WALKED = 5, CLEARED = 7, BEGUN = 9, ENDED = 10;

/** An object of a program; its fields are in an array. */
class Thing
{
    public int $number = 0, $kind = 0, $walk = 0;
    public array $raw = [];
    public array $weaks = []; // numbers of the weak references to it
    public array $fields = [];
    public function __construct(public int $size) { $this->open(); }
    protected function open(): void { $this->fields = $this->size > 0 ? array_fill(0, $this->size, null) : []; }
    public function read(int $i): ?Thing { return $this->fields[$i]; }
    public function write(int $i, ?Thing $value): void { $this->fields[$i] = $value; }
}

final class InProperties extends Thing
{
    protected function open(): void { $this->fields = [new stdClass()]; }
    public function read(int $i): ?Thing { return $this->fields[0]->{"field$i"} ?? null; }
    public function write(int $i, ?Thing $value): void { $this->fields[0]->{"field$i"} = $value; }
}

final class InArrayObject extends Thing
{
    protected function open(): void { $this->fields = [new ArrayObject()]; }
    public function read(int $i): ?Thing { return $this->fields[0][$i] ?? null; }
    public function write(int $i, ?Thing $value): void { $this->fields[0][$i] = $value; }
}

final class InStorage extends Thing
{
    protected function open(): void
    {
        $this->fields = [new SplObjectStorage(), []];
        for ($i = 0; $i < $this->size; $i++) { $this->fields[0][$this->fields[1][] = new stdClass()] = null; }
    }
    public function read(int $i): ?Thing { return $this->fields[0][$this->fields[1][$i]]; }
    public function write(int $i, ?Thing $value): void { $this->fields[0][$this->fields[1][$i]] = $value; }
}

final class InClosure extends Thing
{
    protected function open(): void
    {
        $a = $b = $c = $d = null;
        $this->fields = [
            static function (int $i, bool $store, ?Thing $value) use (&$a, &$b, &$c, &$d): ?Thing {
                switch ($i) {
                    case 0: return $store ? $a = $value : $a;
                    case 1: return $store ? $b = $value : $b;
                    case 2: return $store ? $c = $value : $c;
                    default: return $store ? $d = $value : $d;
                }
            },
        ];
    }
    public function read(int $i): ?Thing { return $this->fields[0]($i, false, null); }
    public function write(int $i, ?Thing $value): void { $this->fields[0]($i, true, $value); }
}

final class Weak extends Thing
{
    public function read(int $i): ?Thing { return $i > 0 ? $this->fields[$i] : $this->fields[0]?->get(); }
    public function write(int $i, ?Thing $value): void
    {
        if ($i > 0) { $this->fields[$i] = $value; return; }
        if (($old = $this->read(0)) !== null) { unset(Adapter::$tokens[$old]->weaks[$this->number]); }
        if ($value !== null) { Adapter::$tokens[$value]->weaks[$this->number] = true; }
        $this->fields[0] = $value === null ? null : WeakReference::create($value);
    }
}

final class Finalizable extends Thing
{
    public int $finalizer = -1, $epoch = 0;
    public function __destruct() { Adapter::finalize($this); }
}

/** Dies with the object whose key it is the value of. */
final class Token
{
    public array $weaks = [];
    public function __construct(private int $number, private int $epoch) {}
    public function __destruct()
    {
        if ($this->epoch !== Adapter::$epoch) { return; }
        unset(Adapter::$weaks[$this->number]);
        ksort($this->weaks);
        foreach ($this->weaks as $number => $_) {
            if (isset(Adapter::$weaks[$number])) { array_push(Adapter::$log, CLEARED, $number); }
        }
        array_push(Adapter::$log, RELEASED, $this->number);
    }
}

final class Failure extends Exception
{
    public function __construct(public string $name, string $text) { parent::__construct($text); }
}

final class Adapter
{
    public static array $log = [], $bodies = [], $slots = [], $secret = [];
    public static array $weaks = []; // numbers of the weak references that are there
    public static WeakMap $tokens; // of each object
    public static int $allocated = 0, $walks = 0, $globals = 0, $epoch = 0, $size = 0;
    public static bool $goesOn = false;
    public static string $fault = '';
    public const CONTAINERS = ['array' => Thing::class, 'properties' => InProperties::class, 'ArrayObject' => InArrayObject::class,
        'SplObjectStorage' => InStorage::class, 'closure' => InClosure::class];
    private const CAPACITIES = [PHP_INT_MAX, PHP_INT_MAX, PHP_INT_MAX, 16, 4];

    private static function allocate(int $size, int $raw, int $kind): Thing
    {
        $container = $kind >> 4 & 255;
        $low = $kind & 15;
        $class = array_values(self::CONTAINERS)[$size <= self::CAPACITIES[$container] ? $container : 0];
        $made = $low === 1 ? new Weak($size) : ($low === 3 ? new Finalizable($size) : new $class($size));
        $made->number = ++self::$allocated;
        $made->kind = $low;
        for ($i = 0; $i < $raw; $i++) {
            $made->raw[] = 1 + (($made->number * 0x9E3779B1 + $i * 0x85EBCA77 & 0xFFFFFFFF) >> 20);
        }
        if ($low === 1) { self::$weaks[$made->number] = true; }
        if ($low === 3) { [$made->finalizer, $made->epoch] = [($kind >> 12) - 1, self::$epoch]; }
        self::$tokens[$made] = new Token($made->number, self::$epoch);
        array_push(self::$log, ALLOCATED, $made->number);
        if (self::$fault === 'leak' && $made->number === 2) { self::$secret[] = $made; }
        return $made;
    }

    private static function load(Thing $holder, int $field): ?Thing
    {
        $value = $holder->read($field);
        array_push(self::$log, LOADED, $value === null ? 0 : $value->number);
        return $value;
    }

    /** Runs the body of an object's finalizer: globals move to a new array of slots and back. */
    public static function finalize(Finalizable $thing): void
    {
        if ($thing->epoch !== self::$epoch) { return; }
        array_push(self::$log, BEGUN, $thing->number);
        $body = self::$bodies[$thing->finalizer] ?? [];
        $outer = self::$slots;
        self::$slots = array_fill(0, self::$size, null);
        for ($i = 1; $i <= self::$globals; $i++) { [self::$slots[$i], $outer[$i]] = [$outer[$i], null]; }
        self::$slots[self::$globals + 1] = $thing;
        self::execute($body);
        [$inner, self::$slots] = [self::$slots, $outer];
        unset($outer);
        for ($i = 1; $i <= self::$globals; $i++) { self::$slots[$i] = $inner[$i]; }
        self::$log[] = ENDED;
    }

    private static function collect(): void
    {
        if (self::$fault === 'crash') { posix_kill(posix_getpid(), SIGSEGV); }
        while (self::$fault === 'hang') { }
        if (self::$fault === 'early') {
            $live = array_map(fn(Thing $thing) => $thing->number, array_filter(self::$slots));
            if ($live !== []) { array_push(self::$log, RELEASED, min($live)); }
        }
        while (gc_collect_cycles() > 0) { }
        self::$log[] = COLLECTED;
    }

    /** The roots, then each object that they reach, once, in the order of discovery. */
    private static function walk(int $stop): void
    {
        self::$walks++;
        $found = [];
        $discover = static function (?Thing $thing) use (&$found): void {
            self::$log[] = $thing === null ? 0 : $thing->number;
            if ($thing !== null && $thing->walk !== self::$walks) {
                $thing->walk = self::$walks;
                $found[] = $thing;
            }
        };
        array_push(self::$log, WALKED, $stop - 1);
        for ($i = 1; $i < $stop; $i++) { $discover(self::$slots[$i]); }
        $at = count(self::$log);
        self::$log[] = 0;
        for ($next = 0; $next < count($found); $next++) { // which grows meanwhile
            $thing = $found[$next];
            array_push(self::$log, $thing->number, $thing->kind, $thing->size, count($thing->raw), 1);
            for ($i = 0; $i < $thing->size; $i++) { $discover($thing->read($i)); }
            if ($thing->raw !== []) { array_push(self::$log, ...$thing->raw); }
        }
        self::$log[$at] = count($found);
    }

    /** Executes operations of five integers each and returns their number. Slot 0 is always null. */
    public static function execute(array $ops): int
    {
        for ($at = 0, $end = count($ops); $at < $end; $at += 5) {
            self::$log[] = 0;
            self::perform($ops[$at], $ops[$at + 1], $ops[$at + 2], $ops[$at + 3], $ops[$at + 4]);
        }
        return intdiv($end, 5);
    }

    private static function perform(int $code, int $a, int $b, int $c, int $d): void
    {
        $held = []; // what is overwritten dies when the operation has taken effect as a whole
        switch ($code) {
            case LOAD:
                $x = self::$slots[$b];
                if ($x !== null && $x->size > 0) {
                    $y = self::load($x, $c % $x->size);
                    if ($a > 0) { $held[] = self::$slots[$a]; self::$slots[$a] = $y; }
                }
                break;
            case STORE:
                $x = self::$slots[$a];
                if ($x !== null && $x->size > 0) {
                    $held[] = $x->read($b % $x->size);
                    $x->write($b % $x->size, self::$slots[$c]);
                }
                break;
            case ASSIGN:
                $held[] = self::$slots[$a];
                self::$slots[$a] = self::$slots[$b];
                break;
            case NEW_:
                $held[] = self::$slots[$a];
                self::$slots[$a] = self::allocate($b, $c, $d);
                break;
            case STORE_RAW:
                $x = self::$slots[$a];
                if ($x !== null && $x->raw !== []) { $x->raw[$b % count($x->raw)] = $c << 32 | $d & 0xFFFFFFFF; }
                break;
            case MOVE:
                [$x, $y] = [self::$slots[$a], self::$slots[$c]];
                if ($x !== null && $y !== null && $x->size > 0 && $y->size > 0) {
                    $held[] = $y->read($d % $y->size);
                    $y->write($d % $y->size, $held[] = self::load($x, $b % $x->size));
                    $held[] = $x->read($b % $x->size);
                    $x->write($b % $x->size, null);
                }
                break;
            case BLIT:
                [$x, $y] = [self::$slots[$a], self::$slots[$c]];
                if ($x !== null && $y !== null && $x->size > 0 && $y->size > 0) {
                    [$from, $to] = [$b % $x->size, ($d & 0xFFFF) % $y->size];
                    for ($i = 0, $count = min($d >> 16, $x->size - $from, $y->size - $to); $i < $count; $i++) {
                        $held[] = $y->read($to + $i);
                        $y->write($to + $i, self::load($x, $from + $i));
                    }
                }
                break;
            case CALL:
                foreach ([$b, $c, $d] as $i => $argument) {
                    if ($argument > 0) { $held[] = self::$slots[$a + $i]; self::$slots[$a + $i] = self::$slots[$argument]; }
                }
                break;
            case RETURN_:
                if ($a > 0) { $held[] = self::$slots[$a]; self::$slots[$a] = self::$slots[$b]; }
                for ($i = $c; $i < $c + $d; $i++) { $held[] = self::$slots[$i]; self::$slots[$i] = null; }
                break;
            case COLLECT:
                self::collect();
                break;
            case WALK:
                self::walk($a);
                break;
            case DEREF:
                $x = self::$slots[$b];
                if ($x !== null && ($x->kind === 1 || $x->kind === 2) && $x->size >= $x->kind) {
                    $y = self::load($x, $x->kind - 1);
                    if ($a > 0) { $held[] = self::$slots[$a]; self::$slots[$a] = $y; }
                }
                break;
            case WEAK:
            case EPHEMERON:
                if (self::$slots[$b] !== null) {
                    $x = $code === WEAK ? self::allocate(1, 0, 1) : self::allocate(2, 0, 2);
                    $x->write(0, self::$slots[$b]);
                    if ($code === EPHEMERON) { $x->write(1, self::$slots[$c]); }
                    $held[] = self::$slots[$a];
                    self::$slots[$a] = $x;
                }
                break;
            case FINALIZE: // nothing is pending
                break;
            default:
                throw new Failure('unsupported', "operation $code is not supported");
        }
        $x = $y = null;
    }

    public static function answer(?array $request): string
    {
        if (!is_array($request['ops'] ?? null)) { throw new Failure('malformed', 'no list of operations'); }
        if (count($request['ops']) % 5 !== 0) { throw new Failure('malformed', 'operations have five numbers each'); }
        if (function_exists('pcntl_alarm')) { pcntl_alarm($request['seconds']); } // ends the process even if nobody is left who could
        if (!self::$goesOn) {
            self::$epoch++; // what dies from here on of the run before is not told
            self::$slots = self::$secret = self::$weaks = [];
            self::$tokens = new WeakMap();
            self::$allocated = 0;
        }
        self::$size = $request['slots'];
        self::$slots = array_pad(self::$slots, self::$size, null);
        self::$bodies = $request['bodies'] ?? [];
        self::$globals = $request['globals'] ?? 0;
        self::$log = [];
        $executed = self::execute($request['ops']);
        self::$goesOn = $request['more'] ?? false;
        if (function_exists('pcntl_alarm')) { pcntl_alarm(0); }
        return sprintf('{"type":"ok","id":%d,"n":%d,"log":[%s]}', $request['id'], $executed, implode(',', self::$log));
    }
}

gc_disable();
$at = array_search('--fault', $argv, true);
Adapter::$fault = $at === false ? '' : $argv[$at + 1];
echo json_encode(['type' => 'hello', 'proto' => 1, 'runtime' => 'PHP ' . PHP_VERSION, 'class' => 'complete',
    'containers' => array_keys(Adapter::CONTAINERS),
    'caps' => ['immediate', 'releases', 'raw', 'weak', 'clearings', 'finalizers']]), "\n";
while (($line = fgets(STDIN)) !== false) {
    $request = json_decode($line, true);
    if (($request['type'] ?? '') === 'bye') { break; }
    try {
        $reply = Adapter::answer($request);
    } catch (Throwable $e) {
        Adapter::$goesOn = false;
        $code = $e instanceof Failure ? $e->name : 'internal';
        $reply = json_encode(['type' => 'error', 'id' => $request['id'] ?? 0, 'code' => $code, 'text' => get_class($e) . ': ' . $e->getMessage()]);
    }
    echo $reply, "\n";
}
