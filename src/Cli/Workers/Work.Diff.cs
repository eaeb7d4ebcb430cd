using GcVerify.Cli.Output;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;
using GcVerify.Verification;

namespace GcVerify.Cli.Workers;

/// <content>Comparing collectors.</content>
internal sealed partial class Work
{
    private void Compare()
    {
        var open = new List<OpenSubject>();
        try
        {
            foreach (string collector in order.Collectors)
            {
                open.Add(Open(collector));
            }

            SubjectDefinition[] subjects = [.. open.Select(one => one.Definition)];
            CampaignMonitor monitor = Watch(0);
            var differential = new Differential(subjects);
            journal.Turn(0, 0);
            DifferentialResult result = order.FileName.Length > 0
                ? differential.Run(ProgramOfOrder(), new CampaignOptions().ShrinkExecutions, () => journal.Turn(0, 0))
                : differential.Run(_options, monitor, cancellation);
            send(new WorkerMessage { Diff = ToReport(subjects, result) });
        }
        finally
        {
            open.ForEach(one => one.Dispose());
        }
    }

    private MutatorProgram ProgramOfOrder()
    {
        MutatorProgram program = ProgramParser.Parse(order.ProgramText, order.FileName);
        return order.HeapWords != 0 ? program.WithHeapWords(order.HeapWords) : program;
    }

    private DiffReport ToReport(SubjectDefinition[] subjects, DifferentialResult result)
    {
        string reason = result.Verdict != Verdict.Undecided ? ""
            : cancellation.IsCancellationRequested ? "Interrupted."
            : "In no program could they be compared: an allocation was refused, or they promise different things of what the program uses.";
        return new DiffReport(result.Verdict, result.Programs, result.NotCompared, reason)
        {
            Disagreement = result.Disagreement is null ? null : ToText(subjects, result, result.Disagreement),
        };
    }

    /// <summary>The options that name two subjects.</summary>
    private string Pair(string left, string right)
    {
        AdapterSetup adapters = order.Adapters;
        string[] named = [.. new[] { left, right }.Where(name => !adapters.IsCommand(name))];
        string runtime = Catalog.HasAdapter(left) && !adapters.IsCommand(left) ? left : right;
        return $" --collectors {string.Join(',', named)}{adapters.Options(runtime)}{adapters.Tail(left)}{adapters.Tail(right)}";
    }

    private DisagreementText ToText(SubjectDefinition[] subjects, DifferentialResult result, Disagreement disagreement)
    {
        MutatorProgram program = result.Program!;
        string pair = Pair(disagreement.Left, disagreement.Right);
        bool given = order.FileName.Length > 0;
        string name = $"{disagreement.Left}-{disagreement.Right}-{Laws.Agreement.Id}-"
            + (given ? "given" : $"{order.Seed}-{result.ProgramIndex}");
        string again = given ? SavedProgram.ForShell(order.FileName)
            : $"--programs {result.ProgramIndex + 1} --seed {order.Seed} --operations {order.Operations} --preset {order.Preset}"
                + (order.HeapWords == 0 ? "" : $" --heap-words {order.HeapWords}");
        SavedProgram saved = SavedProgram.Write(
            order.OutputDirectory,
            name,
            path => $"gcverify diff {SavedProgram.ForShell(path)}{pair}",
            $"{disagreement.Left} and {disagreement.Right} disagree",
            program.ToString(),
            $"gcverify diff {again}{pair}");
        string smaller = program.Body.Length == result.OperationsBefore ? "" : $", made smaller from {result.OperationsBefore} operations";
        string origin = (given ? order.FileName : $"program {result.ProgramIndex} of seed {order.Seed}") + smaller;
        Trace trace = Record(subjects.First(subject => subject.Name == disagreement.Right), program);
        var counterexample = new Counterexample(
            $"{disagreement.Right}, compared with {disagreement.Left},",
            disagreement.ToViolation(),
            trace,
            origin,
            saved.File,
            saved.Replay);
        return new DisagreementText(
            disagreement.Left,
            disagreement.Right,
            disagreement.OperationIndex + 1,
            disagreement.LeftSees,
            disagreement.RightSees,
            program.ToString(),
            result.OperationsBefore,
            program.Body.Length,
            saved.Replay,
            counterexample.Render());
    }
}
