using GcVerify.Generators;
using GcVerify.Verification;

namespace GcVerify.Benchmarks;

/// <summary>Two jobs against one, whole campaigns, on the wall: the only figure for which the machine must be idle.</summary>
internal sealed class JobsComparison
{
    private const int Programs = 2000;

    private readonly SubjectDefinition _subject = ProgramSource.Define("mark-sweep");
    private readonly Sample _speedup = new(), _one = new();
    private ulong _seed = 1;

    /// <summary>A campaign with one job, another with two.</summary>
    public void Round(bool counts)
    {
        double one = Clock.TimeOnTheWall(() => Run(1)), two = Clock.TimeOnTheWall(() => Run(2));
        if (counts)
        {
            _one.Add(Programs / one);
            _speedup.Add(one / two);
        }
    }

    /// <summary>What was measured.</summary>
    public object Result => new
    {
        Collector = _subject.Name,
        Operations = 200,
        ProgramsPerSecondWithOneJob = _one.Figure(),
        TwoJobsOverOne = _speedup.Figure(atLeast: 1.8),
    };

    private void Run(int jobs) => new Campaign(new CampaignOptions
    {
        Seed = ++_seed,
        Programs = Programs,
        Operations = 200,
        Preset = Preset.Mixed,
        Jobs = jobs,
    }).Run(_subject);
}
