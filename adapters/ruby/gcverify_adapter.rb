# GcVerify adapter for Ruby: speaks gcv/1 (docs/protocol.md), JSON lines on stdin and stdout, a log on stderr.
#
# What is promised, and why:
#   conservative  GC.start marks fully and sweeps at once, but it takes what lies on the machine stack for references. So operations
#                 run in a method that returns at a collection, which comes after the stack below was overwritten.
#   raw           Raw words are shown as they are in memory.
#   weak          Field 0 of a weak reference is in an ObjectSpace::WeakMap, whose values are weak.
#   clearings     Weak references are looked through after each collection, and after each operation where collection is automatic.
#   auto          GC.enable, GC.disable. With --mode stress each allocation of an object that a program makes collects.
# Not promised: ephemerons (the keys of a WeakMap are weak, and its values too), finalizers (they do not get the object), steps, deaths
# in the operation that causes them (objects are watched through a WeakMap, which is looked through after collections).
#
# Containers of an abstract object: array, object with instance variables, hash, struct, closure with its fields in variables.
# No fiber: the one that ran last is often kept by what is left of it on the stack. Objects of many fields, and weak ones, are arrays
# where those do not hold them. collect 0 is a minor collection. --mode compact moves objects in each full collection. --fault leak|early|crash|hang breaks this file on purpose.
require "json"

NEW, ASSIGN, LOAD, STORE, STORE_RAW, MOVE, BLIT, CALL, RETURN, WEAK, DEREF, EPHEMERON, COLLECT, WALK, AUTOMATIC = *1..15
OPERATION, ALLOCATED, LOADED, RELEASED, COLLECTED, WALKED, _, CLEARED = *0..7
ARGUMENTS = ARGV.each_slice(2).to_h
FAULT = ARGUMENTS["--fault"]
MODE = ARGUMENTS["--mode"]
NO_WORDS = [].freeze

class Unsupported < StandardError; end
class Malformed < StandardError; end

# An object of a program; a subclass says where its fields are.
class Thing
  attr_accessor :number, :kind, :size, :raw, :walk
end

class InArray < Thing
  def initialize(size) = @fields = Array.new(size)
  def read(i) = @fields[i]
  def write(i, value) = @fields[i] = value
end

class InVariables < Thing
  NAMES = Array.new(64) { |i| :"@field#{i}" }
  def initialize(_size) = nil
  def read(i) = instance_variable_get(NAMES[i])
  def write(i, value) = instance_variable_set(NAMES[i], value)
end

class InHash < Thing
  def initialize(_size) = @fields = {}
  def read(i) = @fields[i]
  def write(i, value) = value ? @fields[i] = value : @fields.delete(i)
end

class InStruct < Thing
  Four = Struct.new(:a, :b, :c, :d)
  def initialize(_size) = @fields = Four.new
  def read(i) = @fields[i]
  def write(i, value) = @fields[i] = value
end

class InClosure < Thing
  def self.accessors
    a = b = c = d = nil
    [->(i) { [a, b, c, d][i] }, ->(i, value) { i == 0 ? a = value : i == 1 ? b = value : i == 2 ? c = value : d = value }]
  end
  def initialize(_size) = (@reader, @writer = InClosure.accessors)
  def read(i) = @reader.call(i)
  def write(i, value) = @writer.call(i, value)
end

class WeakReference < InArray
  attr_accessor :holds # whether field 0 was not null when it was written

  def initialize(size)
    super
    @ref = ObjectSpace::WeakMap.new
    @holds = false
  end

  def read(i)
    return super if i > 0
    tell_cleared if cleared?
    @holds ? @ref[0] : nil
  end

  def write(i, value)
    return super if i > 0
    @holds = !value.nil?
    @ref = ObjectSpace::WeakMap.new
    @ref[0] = value if value
  end

  def cleared? = @holds && !@ref.key?(0)
end

CONTAINERS = { "array" => InArray, "object" => InVariables, "hash" => InHash, "struct" => InStruct, "closure" => InClosure }
CLASSES = CONTAINERS.values
CAPACITIES = [1 << 20, 64, 1 << 20, 4, 4]

def fresh(number, raw) = Array.new(raw) { |i| 1 + ((number * 0x9E3779B1 + i * 0x85EBCA77 & 0xFFFFFFFF) >> 20) }

def allocate(size, raw, kind)
  container = kind >> 4 & 255
  kind &= 15
  container = 0 if size > CAPACITIES[container]
  made = (kind == 1 ? WeakReference : CLASSES[container]).new(size)
  made.number = $allocated += 1
  made.kind, made.size, made.walk = kind, size, 0
  made.raw = raw > 0 ? fresh(made.number, raw) : NO_WORDS
  $watch[made.number] = made
  $alive << made.number
  $weaks << made.number if kind == 1
  $log.push(ALLOCATED, made.number)
  $secret = made if FAULT == "leak" && made.number == 2
  made
end

def name(value) = value.nil? ? 0 : Thing === value ? value.number : -1

def load(holder, field)
  value = holder.read(field)
  $log.push(LOADED, name(value))
  value
end

# Tells what has been cleared, together: a collection may come in the middle, so this looks until there is nothing new.
def tell_cleared
  $weaks.select! { |number| $watch.key?(number) }
  cleared = []
  loop do
    before = cleared.size
    $weaks.each do |number|
      weak = $watch[number]
      next unless weak&.cleared?
      weak.holds = false
      cleared << number
    end
    break if cleared.size == before
  end
  cleared.sort.each { |number| $log.push(CLEARED, number) }
end

def tell_dead
  dead = $alive.reject { |number| $watch.key?(number) }
  return if dead.empty?
  $alive -= dead
  dead.each { |number| $log.push(RELEASED, number) }
end

# Overwrites the machine stack below.
def scrub(depth) = depth.zero? ? nil : [depth].each { |n| scrub(n - 1) }

def collect(generation)
  Process.kill("ABRT", Process.pid) if FAULT == "crash"
  loop {} if FAULT == "hang"
  if FAULT == "early"
    live = $slots.compact.map(&:number).min
    $log.push(RELEASED, live) if live
  end
  $earlier << $log.join(",") unless $log.empty?
  $log = []
  scrub(40)
  GC.start(full_mark: generation != 0)
end

# The roots, then each object that they reach, once, in the order of discovery.
def walk(stop)
  GC.disable # nothing is cleared in the middle
  tell_cleared
  $walks += 1
  found = []
  discover = lambda do |value|
    if Thing === value && value.walk != $walks
      value.walk = $walks
      found << value
    end
    $log << name(value)
  end
  $log.push(WALKED, stop - 1)
  (1...stop).each { |i| discover.call($slots[i]) }
  at = $log.size
  $log << 0
  found.each do |thing| # which grows meanwhile
    $log.push(thing.number, thing.kind, thing.size, thing.raw.size, 1)
    thing.size.times { |i| discover.call(thing.read(i)) }
    $log.concat(thing.raw)
  end
  $log[at] = found.size
  GC.enable if $automatic
end

# Executes operations of five integers each, until a collection; returns where that stands. Slot 0 is always null.
def execute(ops, at)
  slots = $slots
  while at < ops.size
    code, a, b, c, d = ops[at], ops[at + 1], ops[at + 2], ops[at + 3], ops[at + 4]
    $log << OPERATION
    case code
    when LOAD
      x = slots[b]
      if x && x.size > 0
        y = load(x, c % x.size)
        slots[a] = y if a > 0
      end
    when STORE
      x = slots[a]
      x.write(b % x.size, slots[c]) if x && x.size > 0
    when ASSIGN then slots[a] = slots[b]
    when NEW then slots[a] = allocate(b, c, d)
    when STORE_RAW
      x = slots[a]
      x.raw[b % x.raw.size] = c << 32 | d & 0xFFFFFFFF if x && !x.raw.empty?
    when MOVE
      x, y = slots[a], slots[c]
      if x && y && x.size > 0 && y.size > 0
        y.write(d % y.size, load(x, b % x.size))
        x.write(b % x.size, nil)
      end
    when BLIT
      x, y = slots[a], slots[c]
      if x && y && x.size > 0 && y.size > 0
        from, to = b % x.size, (d & 0xFFFF) % y.size
        [d >> 16, x.size - from, y.size - to].min.times { |i| y.write(to + i, load(x, from + i)) }
      end
    when CALL
      slots[a] = slots[b] if b > 0
      slots[a + 1] = slots[c] if c > 0
      slots[a + 2] = slots[d] if d > 0
    when RETURN
      slots[a] = slots[b] if a > 0
      slots.fill(nil, c, d)
    when COLLECT then return at
    when WALK then walk(a)
    when DEREF
      x = slots[b]
      if x && (x.kind == 1 || x.kind == 2) && x.size >= x.kind
        y = load(x, x.kind - 1)
        slots[a] = y if a > 0
      end
    when WEAK, EPHEMERON
      if slots[b]
        x = allocate(code == WEAK ? 1 : 2, 0, code == WEAK ? 1 : 2)
        x.write(0, slots[b])
        x.write(1, slots[c]) if code == EPHEMERON
        slots[a] = x
      end
    when AUTOMATIC
      $automatic = a > 0
      $automatic ? GC.enable : GC.disable
      GC.stress = $automatic && MODE == "stress"
    else raise Unsupported, "operation #{code} is not supported"
    end
    tell_cleared if $automatic
    at += 5
  end
  at
end

def answer(request)
  ops = request["ops"]
  raise Malformed, "no list of operations" unless ops.is_a?(Array)
  raise Malformed, "operations have five numbers each" unless ops.size % 5 == 0
  unless $goes_on
    $slots, $alive, $weaks, $secret = [], [], [], nil
    $watch = ObjectSpace::WeakMap.new
    $allocated = $walks = 0
  end
  $goes_on = false
  $slots.fill(nil, $slots.size...request["slots"])
  $log, $earlier = [], []
  # Ends the process when it hangs, even if nobody is left who could: it uses no more time of the processor than that.
  Process.setrlimit(Process::RLIMIT_CPU, Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID).ceil + request["seconds"], Process::RLIM_INFINITY)
  at = execute(ops, 0)
  while at < ops.size
    collect(ops[at + 1])
    tell_cleared
    tell_dead
    $log << COLLECTED
    at = execute(ops, at + 5)
  end
  $goes_on = request["more"] == true
  GC.stress = $automatic = GC.disable && false unless $goes_on
  $earlier << $log.join(",") unless $log.empty?
  %({"type":"ok","id":#{request["id"]},"n":#{ops.size / 5},"log":[#{$earlier.join(",")}]})
end

GC.disable
GC.auto_compact = true if MODE == "compact"
$stdout.sync = true
puts JSON.generate(type: "hello", proto: 1, runtime: "Ruby #{RUBY_VERSION}", class: "conservative", generations: 2,
                   containers: CONTAINERS.keys, caps: %w[raw weak clearings auto])
$stdin.each_line do |line|
  request = {}
  begin
    request = JSON.parse(line)
    break if request["type"] == "bye"
    reply = answer(request)
  rescue StandardError => e
    $automatic = GC.stress = false
    GC.disable
    code = { Unsupported => "unsupported", Malformed => "malformed", JSON::ParserError => "malformed" }.fetch(e.class, "internal")
    reply = JSON.generate(type: "error", id: request["id"] || 0, code: code, text: "#{e.class}: #{e.message}")
  end
  puts reply
end
