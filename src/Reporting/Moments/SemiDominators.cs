namespace GcVerify.Reporting;

/// <summary>The second part of the algorithm of Lengauer and Tarjan: from a depth-first search to semidominators to dominators.</summary>
internal sealed class SemiDominators
{
    private const int None = DominatorTree.None;

    private readonly int[] _semi;
    private readonly int[] _dominators;

    // A forest of the places that are done, with the place of the least semidominator on the way up, shortened as it is used.
    private readonly int[] _ancestors;
    private readonly int[] _labels;
    private readonly Stack<int> _path = new();

    // Places whose semidominator is a place, as a list.
    private readonly int[] _firstOf;
    private readonly int[] _nextOf;

    /// <summary>Computes them.</summary>
    /// <param name="parents">The parent of each place in the tree of the search.</param>
    /// <param name="predecessors">The predecessors of all places.</param>
    /// <param name="at">Where those of each place begin.</param>
    public SemiDominators(ReadOnlySpan<int> parents, int[] predecessors, int[] at)
    {
        int count = parents.Length;
        _semi = [.. Enumerable.Range(0, count)];
        _labels = [.. _semi];
        _dominators = new int[count];
        _nextOf = new int[count];
        _ancestors = new int[count];
        _firstOf = new int[count];
        Array.Fill(_ancestors, None);
        Array.Fill(_firstOf, None);
        for (int place = count - 1; place > 0; place--)
        {
            foreach (int predecessor in predecessors.AsSpan(at[place]..at[place + 1]))
            {
                _semi[place] = Math.Min(_semi[place], _semi[Evaluate(predecessor)]);
            }

            (_nextOf[place], _firstOf[_semi[place]]) = (_firstOf[_semi[place]], place);
            _ancestors[place] = parents[place];
            Settle(parents[place]);
        }
    }

    /// <summary>The immediate dominator of each place; 0 for place 0.</summary>
    public int[] ToDominators()
    {
        for (int place = 1; place < _dominators.Length; place++)
        {
            if (_dominators[place] != _semi[place])
            {
                _dominators[place] = _dominators[_dominators[place]];
            }
        }

        return _dominators;
    }

    /// <summary>
    /// Those whose semidominator is the place have it as dominator, or the same one as the place with the least semidominator between.
    /// </summary>
    private void Settle(int place)
    {
        for (int one = _firstOf[place]; one != None; one = _nextOf[one])
        {
            int least = Evaluate(one);
            _dominators[one] = _semi[least] < _semi[one] ? least : place;
        }

        _firstOf[place] = None;
    }

    /// <summary>The place with the least semidominator on the way from a place up the forest, the top left out.</summary>
    private int Evaluate(int place)
    {
        if (_ancestors[place] == None)
        {
            return place;
        }

        for (int up = place; _ancestors[_ancestors[up]] != None; up = _ancestors[up])
        {
            _path.Push(up);
        }

        while (_path.TryPop(out int one))
        {
            int above = _ancestors[one];
            if (_semi[_labels[above]] < _semi[_labels[one]])
            {
                _labels[one] = _labels[above];
            }

            _ancestors[one] = _ancestors[above];
        }

        return _labels[place];
    }
}
