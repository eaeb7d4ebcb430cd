using System.Globalization;
using System.Runtime.InteropServices;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>What a collection must have freed: garbage after a full one, what nothing refers to under counting, dead young objects after a minor one.</summary>
public sealed partial class Judge
{
    private void JudgeCompleteness()
    {
        switch (_promises.Completeness)
        {
            case Completeness.Acyclic:
                JudgeUnreferenced(demand: true);
                if (_promises.Uncollectable == UncollectableGarbage.Everything)
                {
                    JudgeAllListed();
                }

                break;
            case Completeness.Complete:
                JudgeRetention();
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// Under counting alone, immediate or deferred, what nothing refers to must be gone; what something refers to, garbage or not, stays.
    /// </summary>
    private void JudgeUnreferenced(bool demand)
    {
        List<int> unreferenced = Model.Unreferenced;
        int kept = 0;
        for (int i = 0; i < unreferenced.Count; i++)
        {
            int number = unreferenced[i];
            if (!Model.IsPresent(number) || Model.InDegreeOf(number) > 0 || IsImmortal(number))
            {
                continue;
            }

            unreferenced[kept++] = number;
            if (demand)
            {
                NotFreed(number);
            }
        }

        unreferenced.RemoveRange(kept, unreferenced.Count - kept);
    }

    private void NotFreed(int number) => BreakKept(
        number, Laws.Completeness, string.Create(CultureInfo.InvariantCulture, $"Nothing refers to object #{number} any more, but it is not freed."));

    private void BreakKept(int number, Law law, string message)
    {
        if (!Stopped)
        {
            Break(LawOfKept(number, law), number, message, "freed", "kept");
            Violation = Violation! with { KeepsGarbage = true };
        }
    }

    private void JudgeRetention()
    {
        _reachability.MarkFromRoots();
        if (_reachability.MarkedPresent == Model.PresentObjects)
        {
            CompactPresentAtTimes();
            return;
        }

        CompactPresent();
        NoteLiveGranules();
        int garbage = _present.Find(number => !_reachability.IsMarked(number) && !SharesGranules(number));
        if (_promises.Finalizers && _present.Find(number => !_reachability.IsMarked(number) && Model.IsRegistered(number)) is > 0 and int registered)
        {
            garbage = registered;
        }

        if (garbage != 0)
        {
            // Where other garbage goes at once, all that a collection finds lay on a cycle or hung from one.
            bool cyclic = _immediateReleases || (_promises.Immediate && Model.InDegreeOf(garbage) > 0);
            BreakKept(
                garbage,
                cyclic ? Laws.Cycles : Laws.Completeness,
                string.Create(CultureInfo.InvariantCulture, $"Object #{garbage} is garbage, but a full collection has not freed it."));
        }
    }

    /// <summary>What a minor collection keeps of the young: what roots and older objects, garbage among them, reach.</summary>
    private void JudgeNepotism(int generation)
    {
        CompactPresent();
        if (!Thorough && _nepotismCredit < _present.Count)
        {
            return;
        }

        _nepotismCredit = 0;
        _reachability.Mark(generation, CollectionsMarshal.AsSpan(_present), CollectionsMarshal.AsSpan(_countedOut));
        foreach (int number in _present)
        {
            if (Model.StateOf(number).Generation <= generation && !_reachability.IsMarked(number))
            {
                Break(
                    Laws.Nepotism, number, string.Create(CultureInfo.InvariantCulture, $"Young object #{number} is garbage that no old object refers to, but a minor collection has not freed it."), "freed", "kept");
                return;
            }
        }
    }
}
