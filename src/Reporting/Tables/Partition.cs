using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>Objects of a moment, grouped: the largest group first, of equals that with more objects, then that with the oldest.</summary>
internal sealed class Partition
{
    private readonly Grouping _grouping;
    private readonly IReadOnlyList<int> _numbers;
    private readonly int[] _places;
    private readonly List<Group> _groups = [];

    /// <summary>Groups objects.</summary>
    /// <param name="moment">Where they are.</param>
    /// <param name="numbers">The objects, in ascending order.</param>
    /// <param name="grouping">By what.</param>
    public Partition(HeapMoment moment, IReadOnlyList<int> numbers, Grouping grouping)
    {
        _grouping = grouping;
        _numbers = numbers;
        _places = new int[numbers.Count];
        var placeOf = new Dictionary<int, int>();
        for (int i = 0; i < numbers.Count; i++)
        {
            int number = numbers[i], key = grouping.GroupOf(number);
            if (!placeOf.TryGetValue(key, out int place))
            {
                place = _groups.Count;
                placeOf.Add(key, place);
                _groups.Add(new Group(place, key, number, default));
            }

            _places[i] = place;
            Group group = _groups[place];
            _groups[place] = group with { Amount = group.Amount + new Tally(1, moment.All.ItemRef(number - 1).Words) };
        }

        _groups.Sort(Compare);
    }

    /// <summary>The groups, in order.</summary>
    public IReadOnlyList<Group> Groups => _groups;

    /// <summary>What a group is called.</summary>
    public string LabelOf(Group group) => _grouping.LabelOf(group.Key);

    /// <summary>The objects of a group, in ascending order.</summary>
    public IEnumerable<int> MembersOf(Group group) => _numbers.Where((_, i) => _places[i] == group.Place);

    /// <summary>Puts the groups in the order of an amount, else in the order that they have.</summary>
    public void OrderBy(Func<Group, Tally> amount) => _groups.Sort((left, right) =>
        Compare(amount(left), amount(right)) is not 0 and int order ? order : Compare(left, right));

    private static int Compare(Group left, Group right) =>
        Compare(left.Amount, right.Amount) is not 0 and int order ? order : left.Oldest.CompareTo(right.Oldest);

    /// <summary>The larger one first.</summary>
    private static int Compare(Tally left, Tally right) =>
        left.Words != right.Words ? right.Words.CompareTo(left.Words) : right.Objects.CompareTo(left.Objects);

    /// <summary>Objects that have something in common.</summary>
    /// <param name="Place">Its place in the order in which groups were met.</param>
    /// <param name="Key">What.</param>
    /// <param name="Oldest">The one of them that was allocated first.</param>
    /// <param name="Amount">How many, and their words.</param>
    public readonly record struct Group(int Place, int Key, int Oldest, Tally Amount);
}
