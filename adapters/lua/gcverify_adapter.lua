--[[ GcVerify adapter for Lua 5.1 to 5.4 and LuaJIT: speaks gcv/1 (docs/protocol.md), JSON lines on stdin and stdout.

What is promised, and why:
  complete      collectgarbage() is a full cycle and finds all garbage; what this file watches, it watches through weak keys,
                and the stack is precise: what a block has held is gone when the block is left.
  raw           Raw words are shown as they are in memory. Where numbers are floats, great ones are kept as decimal text.
  weak          Field 0 of a weak reference is a weak value of a table.
  ephemeron     From 5.2 on a table with weak keys is an ephemeron table. 5.1 and LuaJIT keep the value: not promised.
  finalizers    __gc gets the object. It only keeps it; the body runs at the end of the same operation, because a
                collection that __gc asks for does nothing from 5.4.4 on. Not in 5.1 and LuaJIT: __gc comes long after the
                collection has found its object, in slices, and weak keys lead there until then, so it may be reachable again.
  clears-first  Weak values go before finalizers are called, weak keys later. So an ephemeron also watches its key as a value. Not in 5.1.
  clearings     Weak tables are looked through after each collection, and where collection is automatic before and after each operation.
                So are objects with finalizers: those that a collection has found dead are pending together, though __gc is called in slices.
  auto, step    collectgarbage "restart" and "stop"; "step". In the mode generational (5.4), collect 0 is a minor collection.
Not promised: deaths in the operation that causes them (weak tables are looked through after collections), the alarm
(Lua has none), a refusal when memory is exhausted.

Containers of an abstract object: table; closure with its fields in upvalues; table with its fields in its metatable; suspended
coroutine with its fields on its stack; in 5.1 and LuaJIT userdata with its fields in its environment. Objects of many fields and
of special kinds are tables. --fault leak|early|crash|hang breaks this file on purpose, --mode incremental|generational chooses.
]]
local NEW, ASSIGN, LOAD, STORE, STORE_RAW, MOVE, BLIT, CALL, RETURN, WEAK, DEREF = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
local EPHEMERON, COLLECT, WALK, AUTO, STEP, FINALIZE = 12, 13, 14, 15, 16, 17
local ALLOCATED, LOADED, RELEASED, COLLECTED, WALKED, CLEARED, PENDING, BEGUN, ENDED, EFFECT = 1, 2, 3, 4, 5, 7, 8, 9, 10, 11
local floor, concat, unpack, yield = math.floor, table.concat, table.unpack or unpack, coroutine.yield
local OLD = newproxy ~= nil -- 5.1 and LuaJIT
local KEYS, VALUES = { __mode = "k" }, { __mode = "v" }

local function option(name)
  for i = 1, #arg do
    if arg[i] == name then return arg[i + 1] end
  end
end

local FAULT, MODE = option("--fault"), option("--mode") or "incremental"
local log, entries, earlier -- what happens in a run; its text up to the last collection, where no collection looks through it
local slots, globals, bodies -- the array of slots that is current
local watch -- each object that is there, weakly: its number, or of what is no table a record with all that is known of it
local weaks -- weak references and ephemerons, weakly
local registered, doomed -- numbers of objects with finalizers, and these objects, weakly: those that are going to be finalized are gone
local found, pending -- objects that __gc was called with, by number, and the numbers of those whose finalizers are said to be pending
local alive, allocated, walks, automatic, finalizing, secret

local function emit(value)
  entries = entries + 1
  log[entries] = value
end

local function tell(code, number)
  log[entries + 1], log[entries + 2] = code, number
  entries = entries + 2
end

local function view(object) return type(object) == "table" and object or watch[object] end

local function name(object) return object and (view(object) or {}).number or object and -1 or 0 end

-- Raw words: 64 bits of two halves, exact for floats too, which are written with 14 digits.
local function word(high, low)
  local value = high * 4294967296 + low % 4294967296
  if math.type or high >= -16384 and high < 16384 then return value end
  local sign = high < 0 and "-" or ""
  low = low % 4294967296
  if high < 0 then high, low = low == 0 and -high or -high - 1, (4294967296 - low) % 4294967296 end
  local part = high * 967296 + low
  return ("%s%.0f%06.0f"):format(sign, high * 4294 + floor(part / 1000000), part % 1000000)
end

local function fresh(number, raw)
  local words = {}
  for i = 0, raw - 1 do
    local high, low = floor(number / 65536) * 0x9E3779B1 % 65536 * 65536, number % 65536 * 0x9E3779B1
    words[i + 1] = 1 + floor((high + low + i * 0x85EBCA77) % 4294967296 / 1048576)
  end
  return words
end

-- A table that holds something weakly.
local function hold(value)
  if value == nil then return {} end
  return setmetatable({ value }, VALUES)
end

local function held(ref)
  return ref[1]
end

-- Tells what has been cleared, then whose finalizers are pending (but not in a walk): all that one collection has found dead goes from weak values
-- at once, though __gc is called in slices. A collection may come with any call here, so this looks until there is nothing new.
local function check(walking)
  local cleared, due = {}, {}
  repeat
    local before = #cleared + #due
    for x in pairs(weaks) do
      if x.held and held(x.ref) == nil then
        x.held, x.pair = false, nil
        cleared[#cleared + 1] = x.number
      end
    end
    for number in pairs(walking and {} or registered) do
      if doomed[number] == nil then
        registered[number], due[#due + 1] = nil, number
      end
    end
  until #cleared + #due == before
  table.sort(cleared)
  for _, number in ipairs(cleared) do tell(CLEARED, number) end
  table.sort(due)
  for _, number in ipairs(due) do
    tell(PENDING, number)
    pending[#pending + 1] = number
  end
  return #cleared + #due > 0
end

-- What a weak object refers to, to be held while an operation reads or writes it; nil if that was cleared and is not told yet.
local function grip(object)
  local x = object and view(object)
  if not x or not x.held then return true end
  return held(x.ref)
end

-- Access to the fields of containers that are no plain tables. None of these functions keeps an object.
local function referent(x, i)
  if i == 1 then return held(x.ref) end
  if i == 2 and x.held and x.kind == 2 then return x.pair[held(x.ref)] or nil end
  return x[i]
end

local function refer(x, i, value)
  local first, second = held(x.ref), referent(x, 2)
  if i == 1 then first = value elseif i == 2 then second = value else x[i] = value end
  x.ref, x.held = hold(first), first ~= nil
  if x.kind == 2 and first then
    x.pair, x[2] = setmetatable({ [first] = second or false }, KEYS), nil
  else
    x.pair, x[2] = nil, second
  end
end

local function closure()
  local a, b, c, d
  return function(i, store, value)
    if store then
      if i == 1 then a = value elseif i == 2 then b = value elseif i == 3 then c = value else d = value end
    elseif i == 1 then return a elseif i == 2 then return b elseif i == 3 then return c else return d end
  end
end

local function suspended(i, store, value)
  local a, b, c, d
  while true do
    if store then
      if i == 1 then a = value elseif i == 2 then b = value elseif i == 3 then c = value else d = value end
      value = nil -- or the stack keeps it
      i, store, value = yield()
    elseif i == 1 then i, store, value = yield(a)
    elseif i == 2 then i, store, value = yield(b)
    elseif i == 3 then i, store, value = yield(c)
    else i, store, value = yield(d) end
  end
end

local function replaced(fields, n, i, value)
  local new = { unpack(fields, 1, n) }
  new[i] = value
  return new
end

local function queue(object)
  local number = watch[object]
  if number then found[number] = object end -- else it is one of an earlier run
end

local containers = {
  closure = {
    make = closure,
    get = function(x, i) return x(i) end,
    set = function(x, i, value) x(i, true, value) end,
  },
  metatable = {
    make = function() return setmetatable({}, {}) end,
    get = function(x, i) return getmetatable(x)[i] end,
    set = function(x, i, value) setmetatable(x, replaced(getmetatable(x), x.n, i, value)) end,
  },
  coroutine = {
    make = function() return coroutine.create(suspended) end,
    get = function(x, i) return select(2, coroutine.resume(x, i)) end,
    set = function(x, i, value) coroutine.resume(x, i, true, value) end,
  },
  userdata = OLD and {
    make = function()
      local x = newproxy(true)
      debug.setfenv(x, {})
      return x
    end,
    get = function(x, i) return debug.getfenv(x)[i] end,
    set = function(x, i, value) debug.setfenv(x, replaced(debug.getfenv(x), view(x).n, i, value)) end,
  } or nil,
}
local names = { "table", "closure", "metatable", "coroutine", OLD and "userdata" or nil }
local special = { get = referent, set = refer }
local finalizable = { __gc = queue }

local function allocate(fields, raw, kind)
  local number, low, finalizer = allocated + 1, kind % 16, floor(kind / 4096) - 1
  local how = low ~= 1 and low ~= 2 and (low ~= 3 or OLD) and fields <= 4 and containers[names[floor(kind / 16) % 256 + 1]] or nil
  if low == 1 or low == 2 and not OLD then how = special end
  local object = how and how.make and how.make() or {}
  local x = type(object) == "table" and object or {}
  x.number, x.kind, x.n, x.raw, x.how, x.body, x.walk = number, low, fields, raw > 0 and fresh(number, raw), how, finalizer, 0
  watch[object] = x == object and number or x
  if how == special then
    x.ref = hold(nil)
    weaks[x] = true
  end
  if low == 3 and not OLD then
    setmetatable(x, finalizable)
    registered[number], doomed[number] = true, x
  end
  allocated = number
  alive[#alive + 1] = number
  tell(ALLOCATED, number)
  if FAULT == "leak" and number == 2 then secret = object end
  return object
end

local function get(object, x, i)
  if x.how then return x.how.get(object, i) end
  return x[i]
end

local function set(object, x, i, value)
  if x.how then x.how.set(object, i, value or nil) else x[i] = value or nil end
end

local function load(object, x, i)
  local value = get(object, x, i)
  tell(LOADED, name(value))
  return value or false
end

local run

-- Runs the finalizers that are pending, as far as __gc has been called: globals move to a new array of slots and back.
local function finalize()
  if finalizing then return false end -- it goes on when this one is over
  local any = found[pending[1]] ~= nil
  finalizing = true
  while found[pending[1]] do
    local number, outer, inner = table.remove(pending, 1), slots, {}
    local object = found[number]
    local x = view(object)
    found[number] = nil
    local body = bodies[x.body + 1]
    tell(BEGUN, x.number)
    x = nil
    for i = 1, globals do inner[i], outer[i] = outer[i], false end
    inner[globals + 1], object = object, nil
    slots = inner
    if body then run(body) end
    for i = 1, globals do outer[i] = inner[i] end
    slots = outer
    emit(ENDED)
  end
  finalizing = false
  return any
end

-- Tells what has died since the last time.
local function bury()
  local there, left = {}, {}
  for _, x in pairs(watch) do there[type(x) == "table" and x.number or x] = true end
  for _, number in ipairs(alive) do
    if there[number] then left[#left + 1] = number else tell(RELEASED, number) end
  end
  alive = left
end

-- What a collection leaves to be done: true if there may be more garbage now.
local function settle()
  local told = check()
  bury()
  return finalize() or told
end

-- Any of these calls restarts automatic collection in 5.1 and LuaJIT.
local function request(what, budget)
  if jit and what == "collect" then jit.flush() end -- a trace keeps what it is specialized to, such as a metatable
  collectgarbage(what, budget)
  if not automatic then collectgarbage("stop") end
end

local function collect(generation)
  if FAULT == "crash" then os.execute("kill -SEGV $PPID") end
  while FAULT == "hang" do end
  if FAULT == "early" then
    local live = allocated + 1
    for i = 1, slots.size - 1 do live = slots[i] and math.min(live, name(slots[i])) or live end
    if live <= allocated then tell(RELEASED, live) end
  end
  earlier[#earlier + 1] = concat(log, ",", 1, entries)
  log, entries = {}, 0
  if generation == 0 then
    request("step", 0)
    settle()
  else
    repeat request("collect") until not settle()
  end
  emit(COLLECTED)
end

-- The roots, then each object that they reach, once, in the order of discovery.
local function walk(stop)
  collectgarbage("stop") -- nothing is cleared in the middle
  check(true)
  walks = walks + 1
  local queue, last = {}, 0
  local function discover(object)
    local x = view(object)
    if x and x.walk ~= walks then
      x.walk, last = walks, last + 1
      queue[last] = object
    end
    return emit(name(object))
  end
  tell(WALKED, stop - 1)
  for i = 1, stop - 1 do discover(slots[i]) end
  emit(0)
  local at, next = entries, 1
  while queue[next] do -- which grows meanwhile
    local object = queue[next]
    local x = view(object)
    local raw = x.raw or {}
    tell(x.number, x.kind)
    tell(x.n, #raw)
    emit(1)
    for i = 1, x.n do discover(get(object, x, i)) end
    for i = 1, #raw do emit(raw[i]) end
    next = next + 1
  end
  log[at] = last
  if automatic then collectgarbage("restart") end
end

-- Executes operations of five integers each and returns their number. Slot 0 is always null.
function run(numbers)
  for at = 1, #numbers, 5 do
    local code, a, b, c, d = numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3], numbers[at + 4]
    emit(0)
    local x, y, z -- so that nothing is cleared from here to the effect
    if automatic and code < COLLECT then
      x, y, z = grip(slots[a]), grip(slots[b]), grip(slots[c])
      if not (x and y and z) and check() then emit(EFFECT) end
    end
    if code == LOAD then
      local x = view(slots[b])
      if x and x.n > 0 then
        local value = load(slots[b], x, c % x.n + 1)
        if a > 0 then slots[a] = value end
      end
    elseif code == STORE then
      local x = view(slots[a])
      if x and x.n > 0 then set(slots[a], x, b % x.n + 1, slots[c]) end
    elseif code == ASSIGN then
      slots[a] = slots[b]
    elseif code == NEW then
      slots[a] = allocate(b, c, d)
    elseif code == STORE_RAW then
      local x = view(slots[a])
      if x and x.raw then x.raw[b % #x.raw + 1] = word(c, d) end
    elseif code == MOVE then
      local x, y = view(slots[a]), view(slots[c])
      if x and y and x.n > 0 and y.n > 0 then
        set(slots[c], y, d % y.n + 1, load(slots[a], x, b % x.n + 1))
        set(slots[a], x, b % x.n + 1, nil)
      end
    elseif code == BLIT then
      local x, y = view(slots[a]), view(slots[c])
      if x and y and x.n > 0 and y.n > 0 then
        local from, to = b % x.n, d % 65536 % y.n
        for i = 1, math.min(floor(d / 65536), x.n - from, y.n - to) do
          set(slots[c], y, to + i, load(slots[a], x, from + i))
        end
      end
    elseif code == CALL then
      if b > 0 then slots[a] = slots[b] end
      if c > 0 then slots[a + 1] = slots[c] end
      if d > 0 then slots[a + 2] = slots[d] end
    elseif code == RETURN then
      if a > 0 then slots[a] = slots[b] end
      for i = c, c + d - 1 do slots[i] = false end
    elseif code == COLLECT then
      collect(a)
    elseif code == WALK then
      walk(a)
    elseif code == DEREF then
      local x = view(slots[b])
      if x and x.n > 0 and (x.kind == 1 or x.kind == 2 and x.n > 1) then
        local value = load(slots[b], x, x.kind)
        if a > 0 then slots[a] = value end
      end
    elseif code == WEAK or code == EPHEMERON then
      if slots[b] then
        local object = code == WEAK and allocate(1, 0, 1) or allocate(2, 0, 2)
        local x = view(object)
        set(object, x, 1, slots[b])
        if code == EPHEMERON then set(object, x, 2, slots[c]) end
        slots[a] = object
      end
    elseif code == AUTO then
      automatic = a > 0
      collectgarbage(automatic and "restart" or "stop")
    elseif code == STEP then
      request("step", a)
      check()
    elseif code ~= FINALIZE then
      error({ "unsupported", ("operation %d is not supported"):format(code) })
    end
    x, y, z = nil, nil, nil
    if automatic and code ~= WALK then check() end
    if pending[1] and code ~= WALK then finalize() end
  end
  return floor(#numbers / 5)
end

local function parse(text)
  if not text or text:find("[^%d,-]") then error({ "malformed", "no list of operations" }) end
  local numbers = assert((loadstring or _G.load)("return {" .. text .. "}"))()
  if #numbers % 5 > 0 then error({ "malformed", "operations have five numbers each" }) end
  return numbers
end

local fresh_run = true

local function answer(line)
  local number = function(field) return tonumber(line:match('"' .. field .. '":(%d+)')) end
  local all = line:match('"bodies":(%b[])') or ""
  bodies = {}
  for body in all:sub(2, -2):gmatch("%[([^]]*)%]") do bodies[#bodies + 1] = parse(body) end
  globals = number("globals") or 0
  if fresh_run then
    watch, weaks, slots = setmetatable({}, KEYS), setmetatable({}, KEYS), { size = 0 }
    registered, doomed, found = {}, setmetatable({}, VALUES), {}
    pending, alive, allocated, walks, automatic, finalizing, secret = {}, {}, 0, 0, false, false, nil
  end
  slots.size = number("slots")
  log, entries, earlier = {}, 0, {}
  fresh_run = true
  local executed = run(parse(line:match('"ops":%[(.-)%]')))
  fresh_run = not line:find('"more":true', 1, true)
  if fresh_run then
    slots = nil
    collectgarbage("stop")
  end
  earlier[#earlier + 1] = concat(log, ",", 1, entries)
  return ('{"type":"ok","id":%d,"n":%d,"log":[%s]}'):format(number("id"), executed, concat(earlier, ","))
end

collectgarbage("stop")
if MODE == "generational" then collectgarbage("generational") end
io.write(('{"type":"hello","proto":1,"runtime":"%s","class":"complete","generations":%d,"containers":["%s"],"caps":['
  .. '"raw","weak","clearings","auto","step"%s]}\n'):format(jit and jit.version or _VERSION, MODE == "generational" and 2 or 1,
  concat(names, '","'), OLD and "" or ',"finalizers","clears-first","ephemeron"'))
io.flush()
for line in io.lines() do
  if line:find('^{"type":"bye"') then break end
  local done, text = pcall(answer, line)
  if not done then
    collectgarbage("stop")
    local code = type(text) == "table" and text[1] or "internal"
    text = (type(text) == "table" and text[2] or tostring(text)):gsub('[%c"\\]', "?")
    text = ('{"type":"error","id":%d,"code":"%s","text":"%s"}'):format(line:match('"id":(%d+)') or 0, code, text)
  end
  io.write(text, "\n")
  io.flush()
end
