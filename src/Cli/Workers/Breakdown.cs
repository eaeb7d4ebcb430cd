using GcVerify.Mutator;

namespace GcVerify.Cli.Workers;

/// <summary>Where in a program a process ended.</summary>
internal static class Breakdown
{
    /// <summary><c>operation 5 of 9, 'collect'</c>, or nothing where it is not known.</summary>
    public static string Place(WorkerEnd end, MutatorProgram program)
    {
        int operations = program.Body.Length;
        if (end.Operation < 0)
        {
            return "";
        }

        if (end.Operation >= operations)
        {
            return "the collections at the end";
        }

        string operation = ProgramPrinter.Print(program.Body[(int)end.Operation], program.Regions, program.Finalizers);
        return $"operation {end.Operation + 1} of {operations}, '{operation}'";
    }
}
