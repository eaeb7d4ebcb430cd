(* GcVerify adapter for OCaml (native code, 4.08 and later): speaks gcv/1 (docs/protocol.md), JSON lines on stdin and stdout.

   What is promised, and why:
     complete     Gc.full_major () repeats major cycles until nothing more is found.
     generations  Gc.minor () empties the minor heap.
     raw          Raw words are shown as they are in memory.
     weak         Field 0 of a weak reference is in a Weak.t.
     ephemeron    Key and value are those of an Obj.Ephemeron.t.
     finalizers   Gc.finalise: the function gets the object, and only puts it into a queue. What is finalised stays in weak references
                  until it is gone for good: so they are not cleared first.
     step         Gc.major_slice.
   Not promised: deaths and clearings in the operation that causes them, as OCaml collects when it likes. Deaths are looked for in one
   weak array of all objects of the run; Weak.check tells without making a reference.

   --fault leak|early|crash|hang breaks this file on purpose. Native code keeps no dead variable alive. *)

type node = {
  number : int;
  run : int;
  kind : int;
  body : int;  (* 1 + which finalizer; 0 for an empty one *)
  fields : node array;
  raw : Bytes.t;
  weak : node Weak.t;
  pair : Obj.Ephemeron.t;
  mutable refers : bool;  (* whether a weak reference or ephemeron refers to something, as far as was told *)
  mutable walk : int;
}

type frame = { operations : int array; mutable at : int; mutable slots : node array }

exception Refused of string * string

let null : node = Obj.magic 0
let no_weak : node Weak.t = Weak.create 0
let no_pair = Obj.Ephemeron.create 0
let fault =
  let rec find i = if i + 1 >= Array.length Sys.argv then "" else if Sys.argv.(i) = "--fault" then Sys.argv.(i + 1) else find (i + 1) in
  find 1

let log = ref (Buffer.create 65536)
let runs = ref 0
let allocated = ref 0
let walks = ref 0
let globals = ref 0
let bodies = ref [||]
let tokens : node Weak.t ref = ref (Weak.create 1024) (* by number *)
let alive = ref [] (* the numbers of those that have not died, descending, with whether it can be cleared *)
let found = ref [] (* by finalisers *)
let pending : node Queue.t = Queue.create ()
let frames : frame list ref = ref []
let secret = ref null

let emit n =
  Buffer.add_string !log (string_of_int n);
  Buffer.add_char !log ','

let tell event n =
  emit event;
  emit n

let name x = if x == null then 0 else if x.run = !runs then x.number else -1

let pattern number i = 1 + (((number * 0x9E3779B1) + (i * 0x85EBCA77)) land 0xFFFFFFFF) lsr 20

let get x i =
  if x.kind = 1 && i = 0 then match Weak.get x.weak 0 with Some y -> y | None -> null
  else if x.kind = 2 && i < 2 && x.refers then
    let value = if i = 0 then Obj.Ephemeron.get_key x.pair 0 else Obj.Ephemeron.get_data x.pair in
    match value with Some y -> Obj.obj y | None -> null
  else x.fields.(i)

(* Without a key an ephemeron is a plain pair. *)
let set_pair x key value =
  x.refers <- key != null;
  x.fields.(1) <- (if key == null then value else null);
  Obj.Ephemeron.unset_key x.pair 0;
  Obj.Ephemeron.unset_data x.pair;
  if key != null then begin
    Obj.Ephemeron.set_key x.pair 0 (Obj.repr key);
    if value != null then Obj.Ephemeron.set_data x.pair (Obj.repr value)
  end

let is_cleared x = x.refers && not (if x.kind = 1 then Weak.check x.weak 0 else Obj.Ephemeron.check_key x.pair 0)

let tell_if_cleared x =
  if is_cleared x then begin
    x.refers <- false;
    tell 7 x.number
  end

let set x i y =
  if x.kind = 1 && i = 0 then begin
    Weak.set x.weak 0 (if y == null then None else Some y);
    x.refers <- y != null
  end
  else if x.kind = 2 && i < 2 then set_pair x (if i = 0 then y else get x 0) (if i = 1 then y else get x 1)
  else x.fields.(i) <- y

let load x i =
  tell_if_cleared x;
  let y = get x i in
  tell 2 (name y);
  y

(* The key of an ephemeron, to be held while an operation writes there; tells first if it was cleared. Of a weak reference that was cleared
   nothing is told: it refers to something else then. *)
let grip x =
  if x == null || x.kind <> 2 then null
  else begin
    let key = get x 0 in
    if key == null then tell_if_cleared x;
    key
  end

let while_gripping x y operation =
  let before = Buffer.length !log in
  let keys = (grip x, grip y) in
  if Buffer.length !log > before then emit 11;
  operation ();
  ignore (Sys.opaque_identity keys)

let find x = if x.run = !runs then found := x :: !found

let create number count raw packed =
  let kind = packed land 15 in
  let words = Bytes.create (8 * raw) in
  for i = 0 to raw - 1 do
    Bytes.set_int64_le words (8 * i) (Int64.of_int (pattern number i))
  done;
  let x =
    { number; run = !runs; kind; body = packed lsr 12; fields = Array.make count null; raw = words;
      weak = (if kind = 1 then Weak.create 1 else no_weak); pair = (if kind = 2 then Obj.Ephemeron.create 1 else no_pair);
      refers = false; walk = 0 }
  in
  if kind = 3 then Gc.finalise find x;
  x

let allocate count raw packed =
  match create (!allocated + 1) count raw packed with
  | exception Out_of_memory ->
    emit 6;
    null
  | x ->
    incr allocated;
    if !allocated >= Weak.length !tokens then begin
      let larger = Weak.create (2 * Weak.length !tokens) in
      Weak.blit !tokens 0 larger 0 (Weak.length !tokens);
      tokens := larger
    end;
    Weak.set !tokens x.number (Some x);
    alive := (x.number, x.kind = 1 || x.kind = 2) :: !alive;
    tell 1 x.number;
    if fault = "leak" && x.number = 2 then secret := x;
    x

let tell_clearings () =
  let look (number, clearable) =
    if clearable then match Weak.get !tokens number with Some x -> tell_if_cleared x | None -> ()
  in
  List.iter look (List.rev !alive)

let tell_deaths () =
  let lives (number, _) =
    let live = Weak.check !tokens number in
    if not live then tell 3 number;
    live
  in
  alive := List.filter lives !alive

let tell_pending () =
  let tell_one x =
    tell 8 x.number;
    Queue.add x pending
  in
  let news = List.sort (fun x y -> compare x.number y.number) !found in
  found := [];
  List.iter tell_one news

(* What is cleared during a walk is told before it; what the walk has found is held. *)
let tell_meanwhile before x =
  let walk = !log in
  log := before;
  tell_if_cleared x;
  log := walk

(* The roots, then each object that they reach, once. *)
let walk slots top =
  incr walks;
  tell_clearings ();
  let before = !log in
  log := Buffer.create 1024;
  let queue = Queue.create () in
  let discover x =
    if x != null && x.walk <> !walks then begin
      x.walk <- !walks;
      Queue.add x queue
    end
  in
  tell 5 (top - 1);
  for i = 1 to top - 1 do
    emit (name slots.(i));
    discover slots.(i)
  done;
  let count = ref 0 in
  let roots = !log in
  log := Buffer.create 1024;
  while not (Queue.is_empty queue) do
    let x = Queue.pop queue in
    incr count;
    List.iter emit [ name x; x.kind; Array.length x.fields; Bytes.length x.raw / 8; 1 ];
    for i = 0 to Array.length x.fields - 1 do
      let y = get x i in
      if y == null && is_cleared x then tell_meanwhile before x;
      emit (name y);
      discover y
    done;
    for i = 0 to (Bytes.length x.raw / 8) - 1 do
      Buffer.add_string !log (Int64.to_string (Bytes.get_int64_le x.raw (8 * i)));
      Buffer.add_char !log ','
    done
  done;
  let objects = !log in
  log := before;
  Buffer.add_buffer before roots;
  emit !count;
  Buffer.add_buffer before objects

let make_pair slots target x y kind =
  if x != null then begin
    let made = allocate kind 0 kind in
    if made != null then set made 0 x;
    if made != null && kind = 2 then set made 1 y;
    slots.(target) <- made
  end

let size x = if x == null then 0 else Array.length x.fields

let blit x b y d count =
  if size x > 0 && size y > 0 then begin
    let b = b mod size x and d = d mod size y in
    for i = 0 to min count (min (size x - b) (size y - d)) - 1 do
      set y (d + i) (load x (b + i))
    done
  end

(* Executes an operation that neither collects nor runs finalizers. *)
let execute slots code a b c d =
  let put slot x = if slot <> 0 then slots.(slot) <- x in
  match code with
  | 1 -> put a (allocate b c d)
  | 2 -> put a slots.(b)
  | 3 -> if size slots.(b) > 0 then put a (load slots.(b) (c mod size slots.(b)))
  | 4 -> if size slots.(a) > 0 then while_gripping slots.(a) null (fun () -> set slots.(a) (b mod size slots.(a)) slots.(c))
  | 5 ->
    let x = slots.(a) in
    if x != null && Bytes.length x.raw > 0 then
      Bytes.set_int64_le x.raw (8 * (b mod (Bytes.length x.raw / 8)))
        Int64.(logor (shift_left (of_int c) 32) (logand (of_int d) 0xFFFFFFFFL))
  | 6 ->
    let x = slots.(a) and y = slots.(c) in
    if size x > 0 && size y > 0 then
      while_gripping x y (fun () ->
        set y (d mod size y) (load x (b mod size x));
        set x (b mod size x) null)
  | 7 -> while_gripping slots.(a) slots.(c) (fun () -> blit slots.(a) b slots.(c) (d land 0xFFFF) (d lsr 16))
  | 8 -> List.iteri (fun i argument -> if argument <> 0 then slots.(a + i) <- slots.(argument)) [ b; c; d ]
  | 9 ->
    put a slots.(b);
    Array.fill slots c d null
  | 10 -> make_pair slots a slots.(b) null 1
  | 11 ->
    let x = slots.(b) in
    if x != null && (x.kind = 1 || x.kind = 2) then put a (load x (x.kind - 1))
  | 12 -> make_pair slots a slots.(b) slots.(c) 2
  | 14 -> walk slots a
  | _ -> raise (Refused ("unsupported", "operation " ^ string_of_int code))

let break slots =
  if fault = "crash" then begin
    Sys.set_signal Sys.sigsegv Sys.Signal_default;
    Unix.kill (Unix.getpid ()) Sys.sigsegv
  end;
  while fault = "hang" do
    Unix.sleepf 0.01
  done;
  if fault = "early" then begin
    let least = Array.fold_left (fun n x -> if x == null then n else min n x.number) max_int slots in
    if least < max_int then tell 3 least
  end

let collect frame generation =
  break frame.slots;
  if generation = 0 then Gc.minor () else Gc.full_major ();
  tell_clearings ();
  tell_pending ();
  tell_deaths ();
  emit 4

let move_globals source target =
  Array.blit source.slots 1 target.slots 1 !globals;
  Array.fill source.slots 1 !globals null

(* Gives the oldest pending finalizer a frame of its own; false if there is none. *)
let begin_body frame =
  match Queue.take_opt pending with
  | None -> false
  | Some x ->
    tell 9 x.number;
    let operations = if x.body = 0 then [||] else !bodies.(x.body - 1) in
    let inner = { operations; at = 0; slots = Array.make (Array.length frame.slots) null } in
    move_globals frame inner;
    inner.slots.(!globals + 1) <- x;
    frames := inner :: !frames;
    true

let rec run_frames resumed =
  match !frames with
  | [] -> ()
  | frame :: outer when frame.at = Array.length frame.operations ->
    if outer <> [] then begin
      move_globals frame (List.hd outer);
      emit 10;
      frames := outer;
      run_frames true (* a finalizer begins only in an operation that has begun *)
    end
  | frame :: _ ->
    let o = frame.operations and i = frame.at in
    if not resumed then emit 0;
    if o.(i) = 17 && begin_body frame then run_frames false
    else begin
      if o.(i) = 13 then collect frame o.(i + 1)
      else if o.(i) = 16 then ignore (Gc.major_slice o.(i + 1))
      else if o.(i) <> 17 then execute frame.slots o.(i) o.(i + 1) o.(i + 2) o.(i + 3) o.(i + 4);
      frame.at <- i + 5;
      run_frames false
    end

(* ---- Messages ---- *)

(* Where what follows a text begins in a line, or -1. *)
let after line text =
  let n = String.length text in
  let rec matches i j = j = n || (line.[i + j] = text.[j] && matches i (j + 1)) in
  let rec find i = if i + n > String.length line then -1 else if matches i 0 then i + n else find (i + 1) in
  find 0

let integer line at =
  let start = !at in
  if !at < String.length line && line.[!at] = '-' then incr at;
  while !at < String.length line && line.[!at] >= '0' && line.[!at] <= '9' do
    incr at
  done;
  match int_of_string_opt (String.sub line start (!at - start)) with
  | Some n -> n
  | None -> raise (Refused ("malformed", "no integer at byte " ^ string_of_int start))

let field line name =
  let at = after line ("\"" ^ name ^ "\":") in
  if at < 0 then 0 else integer line (ref at)

(* The integers up to the bracket that closes. *)
let read_array line at =
  let numbers = ref [] in
  while !at < String.length line && line.[!at] <> ']' do
    numbers := integer line at :: !numbers;
    if !at < String.length line && line.[!at] = ',' then incr at
  done;
  let found = Array.of_list (List.rev !numbers) in
  if !at >= String.length line || Array.length found mod 5 <> 0 then
    raise (Refused ("malformed", "no array of five integers for each operation"));
  incr at;
  found

let read_bodies line =
  let at = ref (after line "\"bodies\":[") and found = ref [] in
  while !at >= 0 && line.[!at] = '[' do
    incr at;
    found := read_array line at :: !found;
    if line.[!at] = ',' then incr at
  done;
  Array.of_list (List.rev !found)

(* The slots of a run that goes on, or those of one that begins. *)
let slots_of goes_on size =
  let slots = Array.make size null in
  (match !frames with
   | frame :: _ when goes_on -> Array.blit frame.slots 0 slots 0 (min size (Array.length frame.slots))
   | _ ->
     incr runs;
     allocated := 0;
     tokens := Weak.create 1024;
     alive := [];
     found := [];
     Queue.clear pending;
     secret := null);
  slots

let answer line goes_on =
  let at = after line "\"ops\":[" in
  let whole = line and line = if at < 0 then line else String.sub line 0 at in
  if at < 0 || after line "{\"type\":\"run\"" < 0 then raise (Refused ("malformed", "no request to run"));
  let operations = read_array whole (ref at) in
  globals := field line "globals";
  bodies := read_bodies line;
  Buffer.clear !log;
  ignore (Unix.alarm (field line "seconds")); (* ends the process even if nobody is left who could *)
  let slots = slots_of goes_on (max (field line "slots") (!globals + 2)) in
  frames := [ { operations; at = 0; slots } ];
  run_frames false;
  ignore (Unix.alarm 0);
  let text = if Buffer.length !log = 0 then "" else Buffer.sub !log 0 (Buffer.length !log - 1) in
  Printf.printf "{\"type\":\"ok\",\"id\":%d,\"n\":%d,\"log\":[%s]}\n%!" (field line "id") (Array.length operations / 5) text

let refuse line code text =
  let id = try field line "id" with Refused _ -> 0 in
  let clean c = if c = '"' || c = '\\' || c < ' ' then '?' else c in
  Printf.printf "{\"type\":\"error\",\"id\":%d,\"code\":\"%s\",\"text\":\"%s\"}\n%!" id code (String.map clean text)

let rec serve goes_on =
  match input_line stdin with
  | exception End_of_file -> ()
  | line when after line "\"type\":\"bye\"" >= 0 -> ()
  | line ->
    let answered =
      match answer line goes_on with
      | () -> true
      | exception Refused (code, text) -> refuse line code text; false
      | exception error -> refuse line "internal" (Printexc.to_string error); false
    in
    serve (answered && after (String.sub line 0 (min 200 (String.length line))) "\"more\":true" >= 0)

let () =
  Printf.printf "{\"type\":\"hello\",\"proto\":1,\"runtime\":\"OCaml %s\",\"class\":\"complete\",%s,%s}\n%!" Sys.ocaml_version
    "\"generations\":2" "\"caps\":[\"raw\",\"weak\",\"ephemeron\",\"finalizers\",\"step\"]";
  serve false
