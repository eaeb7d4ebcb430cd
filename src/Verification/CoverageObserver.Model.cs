using GcVerify.Mutator;

namespace GcVerify.Verification;

/// <summary>What is seen in the model: stores before they take effect, the graph at a collection.</summary>
internal sealed partial class CoverageObserver
{
    private const int LongestSearch = 256;

    private readonly HashSet<int> _reached = [];
    private readonly Stack<int> _toScan = new();

    private void LookAtOperation(in Operation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Threshold:
                Count(CollectorEvent.ThresholdSet, operation.A < _promises.Thresholds.Length);
                break;
            case OperationKind.Clear:
                LookAtDrop(Model.HandleAt(operation.RootAt(0)), 0, fromRoot: true);
                break;
            case OperationKind.Assign:
                LookAtDrop(Model.HandleAt(operation.RootAt(0)), Model.HandleAt(operation.RootAt(1)), fromRoot: true);
                Count(CollectorEvent.SelfStore, operation.A == operation.B && Model.HandleAt(operation.RootAt(0)) != 0);
                break;
            case OperationKind.Store:
                LookAtStore(Model.HandleAt(operation.RootAt(0)), operation.B, Model.HandleAt(operation.RootAt(2)), CollectorEvent.OldToYoungStore);
                break;
            case OperationKind.Move:
                LookAtTransfer(operation, operation.D, 1);
                break;
            case OperationKind.Blit:
                LookAtTransfer(operation, operation.BlitField, operation.BlitCount);
                break;
            case OperationKind.Return:
                Count(CollectorEvent.ResultPassedOut, operation.PassesResult && Model.HandleAt(operation.RootAt(1)) != 0);
                Count(CollectorEvent.DeathWithFrame, !_promises.Immediate && DiesWithFrame(operation));
                break;
            default:
                break;
        }
    }

    /// <summary>Nothing tells at once that an object died where it is freed later; a local that nothing else refers to is one.</summary>
    private bool DiesWithFrame(in Operation operation)
    {
        int local = Model.HandleAt(Root.Local(0));
        bool passesOut = operation.PassesResult && Model.HandleAt(operation.RootAt(1)) == local;
        return local != 0 && Model.InDegreeOf(local) == 1 && !passesOut;
    }

    private void LookAtTransfer(in Operation operation, int field, int count)
    {
        int source = Model.HandleAt(operation.RootAt(0)), target = Model.HandleAt(operation.RootAt(2));
        int fields = source == 0 ? 0 : Model.ShapeOf(source).Fields;
        if (fields > 0 && target != 0)
        {
            int first = operation.B % fields;
            for (int i = 0; i < Math.Min(count, fields - first); i++)
            {
                LookAtStore(target, field + i, Model.FieldOf(source, first + i), CollectorEvent.OldToYoungBulk);
            }
        }
    }

    private void LookAtStore(int holder, int field, int value, CollectorEvent oldToYoung)
    {
        int fields = holder == 0 ? 0 : Model.ShapeOf(holder).Fields;
        if (fields == 0)
        {
            return;
        }

        int old = Model.FieldOf(holder, field % fields);
        LookAtDrop(old, value, fromRoot: false);
        Count(CollectorEvent.SelfStore, value != 0 && value == old);
        Count(CollectorEvent.StoreWhileCollecting, value != 0 && _collecting);
        Count(CollectorEvent.Overwrite, old != 0 && old != value);
        Count(oldToYoung, value != 0 && Model.StateOf(holder).Generation > Model.StateOf(value).Generation);
    }

    /// <summary>A reference is about to be overwritten; its count may fall.</summary>
    private void LookAtDrop(int old, int value, bool fromRoot)
    {
        if (_promises.Counts == CountedReferences.None || old == 0 || old == value)
        {
            return;
        }

        int left = Model.InDegreeOf(old) - 1;
        if (_promises.Counts == CountedReferences.All)
        {
            Count(CollectorEvent.CountFell, left > 0);
        }
        else if (!fromRoot)
        {
            int inRoots = 0;
            for (int i = 0; i < Model.RootCount; i++)
            {
                inRoots += Model.RootAt(i) == old ? 1 : 0;
            }

            Count(CollectorEvent.CountFell, left > inRoots);
            Count(CollectorEvent.CountFellToRoots, left == inRoots && inRoots > 0);
        }
    }

    private void LookAtGraph()
    {
        _reached.Clear();
        _toScan.Clear();
        for (int i = 0; i < Model.RootCount; i++)
        {
            Reach(Model.RootAt(i));
        }

        bool wide = false;
        while (_toScan.TryPop(out int number))
        {
            int references = 0;
            foreach (int target in Model.FieldsOf(number))
            {
                references += target != 0 ? 1 : 0;
                Reach(target);
            }

            wide |= references > Wide;
        }

        Count(CollectorEvent.WideObject, wide);
        Count(CollectorEvent.LargeGraph, _reached.Count > Wide);
        Count(CollectorEvent.PermittedLeak, Model.PresentObjects > _reached.Count);
    }

    /// <summary>Whether an object that was released lay on a cycle, as far as a short search finds.</summary>
    private bool ReachesItself(int start)
    {
        _reached.Clear();
        _toScan.Clear();
        foreach (int target in Model.FieldsOf(start))
        {
            Reach(target);
        }

        while (_toScan.TryPop(out int number) && _reached.Count < LongestSearch)
        {
            if (number == start)
            {
                return true;
            }

            foreach (int target in Model.FieldsOf(number))
            {
                Reach(target);
            }
        }

        return _reached.Contains(start);
    }

    private void Reach(int number)
    {
        if (number != 0 && _reached.Add(number))
        {
            _toScan.Push(number);
        }
    }
}
