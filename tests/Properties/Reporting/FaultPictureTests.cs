using GcVerify.Collectors.Faulty;
using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Properties.Verification;
using GcVerify.Reporting;

namespace GcVerify.Properties.Reporting;

/// <summary>Whatever a faulty collector does, the moment in which it breaks a law can be drawn and explained.</summary>
public sealed class FaultPictureTests
{
    private const ulong Seed = 20261122;
    private const int ProgramsOfEachPreset = 4;

    public static TheoryData<string> Faults => [.. FaultCatalog.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void The_moment_of_a_violation_is_drawn_with_what_is_to_blame_and_every_object_is_explained(string fault)
    {
        ISubject subject = Subjects.Of(fault).Create();
        LanguageFeatures honoured = LanguageFeatures.Of(Subjects.Of(fault).ProbePromises()!);
        var generator = new ProgramGenerator();
        var buffer = new ProgramBuffer();
        foreach (Preset preset in Preset.All)
        {
            for (int i = 0; i < ProgramsOfEachPreset; i++)
            {
                generator.Generate(Seed, i, new(preset, 60, honoured), buffer);
                Check(HeapRecorder.Run(subject, buffer.ToProgram(), ObservationPlan.Dense, _ => true));
            }
        }
    }

    private static void Check(HeapRecorder recorder)
    {
        HeapMoment last = recorder.Moments[^1];
        HeapHistory history = recorder.ToHistory();
        Assert.Equal(recorder.Violation, last.Violation);
        var everything = new GraphQuery { TooMany = int.MaxValue };
        HeapPicture picture = PictureSelection.Of(last, everything, "all");
        Assert.NotEmpty(TextGraph.Render(picture) + MermaidGraph.Render(picture) + DotGraph.Render(picture));
        foreach (HeapObject one in last.All)
        {
            Explanation why = Explanation.Of(last, history, one.Number);
            Assert.NotEmpty(ExplanationText.Render("one", last, history, why));
        }

        if (last.Violation is { ObjectNumber: > 0 } violation && last.Knows(violation.ObjectNumber))
        {
            CheckBlame(last, violation, picture);
        }
    }

    /// <summary>What is live and freed is a reference's fault, whatever the law.</summary>
    private static void CheckBlame(HeapMoment moment, Violation violation, HeapPicture picture)
    {
        Assert.Contains(picture.Objects, node => node.Object.Number == violation.ObjectNumber && node.Marks.HasFlag(NodeMarks.Highlighted));
        if (moment[violation.ObjectNumber] is { IsLive: true, IsPresent: false })
        {
            Assert.Contains(picture.Edges, edge => edge.Culprit.Length > 0);
        }
    }
}
