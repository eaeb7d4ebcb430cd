using System.CommandLine;
using System.Globalization;
using GcVerify.Cli.Output;
using GcVerify.Reporting;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify profile list</c>, <c>compare</c>, <c>remove</c>: what <c>--save</c> has kept.</summary>
internal static class ProfileRecordCommands
{
    /// <summary>Adds them to <c>profile</c>.</summary>
    public static void AddTo(Command profile)
    {
        profile.Add(List());
        profile.Add(Compare());
        profile.Add(Remove());
    }

    private static Command List()
    {
        var command = new Command("list", $"Lists the profiles in {ProfileFolder.Name}/.");
        command.SetAction(_ =>
        {
            var table = new TextTable(
                ["name", "objects", "peak kept", "unit", "program", "collectors"], [false, true, true, false, false, false]);
            string[] names = ProfileFolder.All();
            foreach (string name in names)
            {
                IReadOnlyList<HeapProfile> profiles = ProfileFolder.Read(name);
                table.Add(
                    name,
                    profiles.Max(profile => profile.Totals.Objects).ToString(CultureInfo.InvariantCulture),
                    profiles.Max(profile => profile.Totals.PeakKept).ToString(CultureInfo.InvariantCulture),
                    profiles[0].Unit,
                    profiles[0].Program,
                    string.Join(" ", profiles.Select(profile => profile.Collector)));
            }

            Console.Out.Write(names.Length > 0 ? table.Render()
                : $"There are no profiles in {ProfileFolder.Name}/; '--save NAME' puts one there.\n");
            return ExitCodes.Holds;
        });
        return command.WithExamples("gcverify profile list");
    }

    private static Command Compare()
    {
        var first = new Argument<string>("first") { Description = "a saved profile" };
        var second = new Argument<string>("second") { Description = "another one" };
        var format = new FormatOption("svg");
        var command = new Command("compare", "Shows two saved profiles side by side.") { first, second, format };
        var output = new OutputFileOption(command, "where to write them, or the picture");
        command.SetAction(result =>
        {
            string form = format.Read(result);
            ReportFile? file = output.Read(result);
            HeapProfile[] profiles = [.. Named(result.GetValue(first)!), .. Named(result.GetValue(second)!)];
            ProfileCommand.CheckUnits(profiles);
            string text = form switch
            {
                "json" => ProfileJson.Render(profiles),
                "svg" => ProfileSvg.Render(profiles),
                _ => ProfileText.Render(profiles),
            };
            if (file is not null)
            {
                file.Write(text);
            }
            else
            {
                Console.Out.Write(text);
            }

            return ExitCodes.Holds;
        });
        return command.WithExamples(
            "gcverify profile compare before after", "gcverify profile compare before after --format svg -o difference.svg");
    }

    private static Command Remove()
    {
        var name = new Argument<string>("name") { Description = "a saved profile" };
        var command = new Command("remove", "Removes a saved profile.") { name };
        command.SetAction(result =>
        {
            ProfileFolder.Remove(result.GetValue(name)!);
            return ExitCodes.Holds;
        });
        return command.WithExamples("gcverify profile remove before");
    }

    /// <summary>Those of a file, under its name.</summary>
    private static IEnumerable<HeapProfile> Named(string name) =>
        ProfileFolder.Read(name).Select(profile => profile with { Collector = $"{name}: {profile.Collector}" });
}
