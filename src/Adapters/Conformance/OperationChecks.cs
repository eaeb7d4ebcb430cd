namespace GcVerify.Adapters;

/// <summary>A small program for each operation that every adapter knows, with what is to come of it.</summary>
internal static class OperationChecks
{
    private const int Pinned = 4, Immortal = 5;

    private static readonly string NoOp =
        "Check for null, and for an object without fields (raw words), before anything is done; then nothing is done and nothing told.";

    public static IEnumerable<ConformanceCheck> All { get; } =
    [
        ConformanceCheck.OfScript(
            "new",
            "allocates objects with null fields, numbered from 1, and keeps their kinds",
            "Operation 1: event 1 with the next number; fields are null; the old object of the slot is let go of.",
            s => s.New(1, 2).New(2).New(3, 1, 0, Pinned).New(4, 0, 0, Immortal).New(2, 3).Kills(2)
                .Walk([1, 5, 3, 4], s.Object(1, [0, 0]), s.Object(5, [0, 0, 0]), s.Object(3, [0], [], Pinned), s.Object(4, [], [], Immortal))),
        ConformanceCheck.OfScript(
            "assign",
            "copies a slot; slot 0 is always null",
            "Operation 2: the slot of the first operand becomes what that of the second holds. No event but deaths.",
            s => s.New(1).New(2).Assign(3, 1).Assign(1, 2).Assign(2, 0).Walk([2, 0, 1], s.Object(2, []), s.Object(1, []))
                .Assign(3, 0).Kills(1).Walk([2, 0, 0], s.Object(2, []))),
        ConformanceCheck.OfScript(
            "load",
            "loads the field, taken modulo the fields, and tells the number",
            "Operation 3: event 2 with the number, or 0 for null, also if the target is slot 0, which stays null.",
            s => s.New(1, 2).New(2).Store(1, 1, 2).Load(3, 1, 1).Loads(2).Load(4, 1, 0).Loads(0).Load(5, 1, 3).Loads(2).Load(6, 1, 2).Loads(0)
                .Load(0, 1, 1).Loads(2)
                .Walk([1, 2, 2, 0, 2], s.Object(1, [0, 2]), s.Object(2, []))),
        ConformanceCheck.OfScript(
            "store",
            "stores into the field, taken modulo the fields",
            "Operation 4: no event but deaths.",
            s => s.New(1, 2).New(2).Store(1, 0, 2).Store(1, 3, 1).Walk([1, 2], s.Object(1, [2, 1]), s.Object(2, []))
                .Assign(2, 0).Store(1, 0, 0).Kills(2).Walk([1], s.Object(1, [0, 1]))),
        ConformanceCheck.OfScript(
            "store-raw",
            "stores a raw word of 64 bits, its index taken modulo the raw words, in two halves",
            "Operation 5: the value is high * 2^32 + (low as an unsigned number). The object is still told as intact.",
            s => s.New(1, 0, 2).StoreRaw(1, 0, 7).StoreRaw(1, 3, -2).Walk([1], s.Object(1, [], [7, -2]))
                .StoreRaw(1, 0, long.MinValue).StoreRaw(1, 1, 0x1_8000_0000).Walk([1], s.Object(1, [], [long.MinValue, 0x1_8000_0000]))),
        ConformanceCheck.OfScript(
            "move",
            "loads, stores into the target, then clears the source",
            "Operation 6: event 2, then both stores; if source and target are the same field, it is null afterwards.",
            s => s.New(1, 2).New(2, 1).New(3).Store(1, 1, 3).Assign(3, 0).Move(1, 1, 2, 0).Loads(3)
                .Walk([1, 2], s.Object(1, [0, 0]), s.Object(2, [3]), s.Object(3, []))
                .Move(2, 0, 2, 0).Loads(3).Kills(3).Walk([1, 2], s.Object(1, [0, 0]), s.Object(2, [0]))),
        ConformanceCheck.OfScript(
            "blit",
            "copies fields one by one, ascending, as many as both have",
            "Operation 7: an event 2 for each; the fourth operand is the first field + 65536 * count; each field is read after the one before was written.",
            s => s.New(1, 4).New(2).New(3).New(4, 2).Store(1, 0, 2).Store(1, 1, 3).Blit(1, 0, 4, 0, 5).Loads(2, 3)
                .Blit(1, 0, 1, 1, 3).Loads(2, 2, 2).Blit(4, 1, 1, 5, 1).Loads(3).Blit(1, 0, 4, 0, 0)
                .Walk([1, 2, 3, 4], s.Object(1, [2, 3, 2, 2]), s.Object(2, []), s.Object(3, []), s.Object(4, [2, 3]))),
        ConformanceCheck.OfScript(
            "call",
            "puts the arguments that are not 0 into the frame",
            "Operation 8: argument i goes into slot frame + i; 0 leaves that slot as it is. No event.",
            s => s.New(1).New(2).Call(3, 2, 0, 1).Walk([1, 2, 2, 0, 1], s.Object(1, []), s.Object(2, []))),
        ConformanceCheck.OfScript(
            "return",
            "passes the result, then clears the frame",
            "Operation 9: the result goes to the target unless that is 0; then the slots of the frame, and no others, become null.",
            s => s.New(1).New(3).New(4).New(5).Return(2, 4, 3, 2).Kills(2).Walk([1, 3, 0, 0, 4], s.Object(1, []), s.Object(3, []), s.Object(4, []))
                .New(3).Return(0, 3, 3, 1).Kills(5).Walk([1, 3, 0], s.Object(1, []), s.Object(3, []))),
        ConformanceCheck.OfScript(
            "weak",
            "allocates an object of kind 1 whose field is the referent; nothing if that is null",
            "Operation 10: event 1, unless the referent is null: then nothing happens, and the target stays as it is.",
            s => s.New(1).Weak(2, 1).Send(WireCode.Weak, 1, 5).Walk([1, 2], s.Object(1, []), s.Object(2, [1], [], 1))),
        ConformanceCheck.OfScript(
            "deref",
            "loads field 0 of kind 1, field 1 of kind 2, and nothing else",
            "Operation 11: event 2, for objects of kind 1 or 2 only.",
            s => s.New(1).New(2, 2).Weak(3, 1).Ephemeron(4, 1, 2).Deref(5, 3).Loads(1).Deref(6, 4).Loads(2).Deref(0, 4).Loads(2).Deref(5, 2)
                .Walk([1, 2, 3, 4, 1, 2], s.Object(1, []), s.Object(2, [0, 0]), s.Object(3, [1], [], 1), s.Object(4, [1, 2], [], 2))),
        ConformanceCheck.OfScript(
            "ephemeron",
            "allocates an object of kind 2 with key and value; nothing if the key is null",
            "Operation 12: event 1, unless the key is null; the value may be null.",
            s => s.New(1).New(2).Ephemeron(3, 1, 2).Ephemeron(4, 1, 0).Send(WireCode.Ephemeron, 1, 5, 2)
                .Walk([1, 2, 3, 4], s.Object(1, []), s.Object(2, []), s.Object(3, [1, 2], [], 2), s.Object(4, [1, 0], [], 2))),
        ConformanceCheck.OfScript(
            "collect",
            "collects what is garbage, cycles too, keeps what is live, and tells the deaths before event 4",
            "Operation 13: collect from the outermost function, so that no temporary keeps anything; wait for callbacks; then event 4.",
            s => s.New(1, 1).New(2, 1).Store(1, 0, 2).Store(2, 0, 1).New(3, 1).New(4).Store(3, 0, 4).Assign(4, 0)
                .Assign(2, 0).Assign(1, 0).Orphans(1, 2).Collect().Walk([0, 0, 3], s.Object(3, [4]), s.Object(4, []))
                .Assign(3, 0).Kills(3, 4).Collect().Walk([0, 0, 0])),
        ConformanceCheck.OfScript(
            "walk",
            "tells the roots, and each object that they reach once, by identity, cycles and shared ones too",
            "Operation 14: slots 1 to the operand - 1; mark what was visited on the object itself; recursion is not deep enough.",
            s => s.New(1, 2).New(2, 2).New(3).Store(1, 0, 2).Store(1, 1, 3).Store(2, 0, 1).Store(2, 1, 3).Assign(4, 1).Walk([])
                .Walk([1], s.Object(1, [2, 3]), s.Object(2, [1, 3]), s.Object(3, []))
                .Walk([1, 2, 3, 1, 0], s.Object(1, [2, 3]), s.Object(2, [1, 3]), s.Object(3, []))),
        ConformanceCheck.OfScript(
            "null",
            "does nothing, and tells nothing, where an operation meets null or an object without fields",
            NoOp,
            s => s.New(1).New(2, 1, 0).Load(3, 5, 0).Load(3, 1, 0).Store(5, 0, 1).Store(1, 0, 1).StoreRaw(5, 0, 1).StoreRaw(2, 0, 1)
                .Move(5, 0, 2, 0).Move(2, 0, 5, 0).Move(1, 0, 2, 0).Move(2, 0, 1, 0).Blit(5, 0, 2, 0, 1).Blit(2, 0, 1, 0, 1).Deref(3, 5)
                .Store(0, 0, 1).Load(3, 0, 0).Walk([1, 2, 0], s.Object(1, []), s.Object(2, [0]))),
        ConformanceCheck.OfScript(
            "payload",
            "derives the raw words of a new object from its number",
            "Raw word i of object n is 1 + ((n * 0x9E3779B1 + i * 0x85EBCA77 mod 2^32) >> 20): the product in 32 bits, without sign.",
            s => s.New(1, 1, 3).New(2, 0, 17).New(3, 2, 1).Walk(
                [1, 2, 3], s.Object(1, [0], Payload(1, 3)), s.Object(2, [], Payload(2, 17)), s.Object(3, [0, 0], Payload(3, 1)))),
    ];

    private static long[] Payload(int number, int words) =>
        [.. Enumerable.Range(0, words).Select(i => 1 + (unchecked(((uint)number * 0x9E3779B1u) + ((uint)i * 0x85EBCA77u)) >> 20))];
}
