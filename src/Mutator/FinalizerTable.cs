using System.Collections.Immutable;

namespace GcVerify.Mutator;

/// <summary>
/// The finalizers of a text. They may be used before they are defined, so operations first carry the number of the name;
/// <see cref="Resolve"/> turns it into the index among the definitions.
/// </summary>
internal sealed class FinalizerTable
{
    private const int Undefined = -1;
    private readonly NameTable _names = new();
    private readonly List<int> _indices = [];
    private readonly List<(int Line, int Column)> _mentions = [];
    private readonly List<FinalizerBody> _bodies = [];
    private readonly List<int> _lines = [];

    /// <summary>How many are defined.</summary>
    public int Count => _bodies.Count;

    /// <summary>The number of the name that an operation mentions.</summary>
    public int Mention(ReadOnlySpan<char> name, int line, int column)
    {
        int number = _names.NumberOf(name);
        if (number == _indices.Count)
        {
            _indices.Add(Undefined);
            _mentions.Add((line, column));
        }

        return number;
    }

    /// <summary>The line in which a name is defined, or 0.</summary>
    public int LineOf(ReadOnlySpan<char> name) =>
        _names.Find(name) is int number and >= 0 && _indices[number] != Undefined ? _lines[_indices[number]] : 0;

    /// <summary>Adds a definition, of a name that has none.</summary>
    public void Define(FinalizerBody body, int line)
    {
        _indices[Mention(body.Name, line, 0)] = _bodies.Count;
        _bodies.Add(body);
        _lines.Add(line);
    }

    /// <summary>An error for each name that is mentioned and nowhere defined.</summary>
    public IEnumerable<ProgramError> Missing(string file)
    {
        string[] defined = [.. _bodies.Select(body => body.Name)];
        for (int number = 0; number < _indices.Count; number++)
        {
            if (_indices[number] == Undefined)
            {
                (int line, int column) = _mentions[number];
                string expected = "the name of a finalizer of this file" + Words.DidYouMean(_names[number], defined);
                yield return new(file, line, column, $"'{_names[number]}'", expected);
            }
        }
    }

    /// <summary>The finalizers in the order of their definitions, with the names in their bodies resolved.</summary>
    public ImmutableArray<FinalizerBody> ResolvedBodies()
    {
        foreach (FinalizerBody body in _bodies)
        {
            Resolve(System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray(body.Body));
        }

        return [.. _bodies];
    }

    /// <summary>Replaces the numbers of names by indices of definitions, in place.</summary>
    public void Resolve(Span<Operation> operations)
    {
        if (_names.Count == 0)
        {
            return;
        }

        foreach (ref Operation operation in operations)
        {
            if (operation.Kind == OperationKind.New && operation.Shape.Finalizer >= 0)
            {
                operation = Operation.New(operation.RootAt(0), operation.Shape with { Finalizer = _indices[operation.Shape.Finalizer] });
            }
        }
    }
}
