namespace VerifyTests;

/// <summary>Whether the tests run unattended. That can only ever withhold an approval, never give one.</summary>
internal static class BuildServer
{
    private static readonly string[] marks =
        ["CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "TEAMCITY_VERSION", "JENKINS_URL", "APPVEYOR", "BUILDKITE", "TRAVIS"];

    internal static bool Detected { get; } = marks.Any(mark => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(mark)));
}
