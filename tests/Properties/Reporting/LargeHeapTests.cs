using System.Text;
using GcVerify.Mutator;
using GcVerify.Properties.Verification;
using GcVerify.Reporting;

namespace GcVerify.Properties.Reporting;

/// <summary>A heap of a million objects, as deep as it is large, is counted without recursion and not in quadratic time.</summary>
public sealed class LargeHeapTests
{
    private const int Objects = 999_999;

    [Fact]
    public void A_heap_of_a_million_objects_has_its_tables_and_dominators()
    {
        MutatorProgram program = ProgramParser.Parse(Nodes(), "nodes");
        HeapMoment moment = HeapRecorder.Run(
            Subjects.Of("mark-sweep").Create(), program, ObservationPlan.None, step => step == program.Body.Length).Moments[0];
        Assert.Equal(Objects, moment.Present.Count());
        foreach (string by in HeapTableQuery.Groupings)
        {
            HeapTable table = HeapTable.Of(moment, program, new HeapTableQuery { By = by, Dominated = true, Lines = 3 });
            Assert.Equal((Objects, Objects), (table.Total.Objects, table.Live.Objects));
            Assert.InRange(table.Rows[0].Dominated!.Value.Objects, table.Rows[0].Amount.Objects, Objects);
        }

        // The first node of the list leads to all the others, and each of the 333,333 has a leaf and a node that leads back to it.
        HeapTable nodes = HeapTable.Of(moment, program, new HeapTableQuery { By = "individual", Dominated = true, Lines = 2 });
        Assert.Equal([Objects, Objects - 3], nodes.Rows.Select(row => row.Dominated!.Value.Objects));
    }

    private static string Nodes()
    {
        var text = new StringBuilder("globals 1\ndisable\ng0 = new 4\nr0 = g0\n");
        for (int i = 0; i < Objects / 3; i++)
        {
            text.Append("r2 = new 0+2\nr0.2 = r2\nr2 = new 1\nr0.3 = r2\nr2.0 = r0\n");
            text.Append(i == (Objects / 3) - 1 ? "" : "r1 = new 4\nr0.0 = r1\nr1.1 = r0\nr0 = r1\n");
        }

        return text.Append("r0 = null\nr1 = null\nr2 = null\n").ToString();
    }
}
