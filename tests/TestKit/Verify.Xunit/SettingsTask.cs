using System.Runtime.CompilerServices;
using System.Text;

namespace VerifyTests;

/// <summary>A verification that starts when it is awaited; until then its methods change how it is done.</summary>
public sealed class SettingsTask
{
    private readonly VerifySettings settings;
    private readonly Func<VerifySettings, Task<VerifyResult>> verify;
    private Task<VerifyResult>? task;

    internal SettingsTask(VerifySettings? settings, Func<VerifySettings, Task<VerifyResult>> verify)
    {
        this.settings = settings ?? new VerifySettings();
        this.verify = verify;
    }

    /// <summary>Adds <c>_{parameter}={value}</c> to the file's name, for the first parameters of the test method in their order.</summary>
    public SettingsTask UseParameters(params object?[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfZero(parameters.Length);
        return WithParameters(parameters);
    }

    /// <summary>The same for one parameter.</summary>
    public SettingsTask UseParameters<T>(T parameter) => WithParameters([parameter]);

    /// <summary>The same for one parameter that is itself an array.</summary>
    public SettingsTask UseParameters<T>(T[] parameters) => WithParameters([parameters]);

    /// <summary>Adds <c>_{text}</c> to the file's name in place of parameters and their values.</summary>
    public SettingsTask UseTextForParameters(string parametersText) =>
        Set(changed => changed.TextForParameters = FileNames.Checked(parametersText));

    /// <summary>Keeps the files in this directory, absolute or relative to the directory of the test's source file.</summary>
    public SettingsTask UseDirectory(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        return Set(changed => changed.Directory = directory);
    }

    /// <summary>Names the files <c>{fileName}.verified.{extension}</c>.</summary>
    public SettingsTask UseFileName(string fileName) => Set(changed => changed.FileName = FileNames.Checked(fileName));

    /// <summary>Takes this name for the test method's in the files' names.</summary>
    public SettingsTask UseMethodName(string name) => Set(changed => changed.MethodName = FileNames.Checked(name));

    /// <summary>Removes the lines that contain any of these texts, in any case of letters, before the comparison.</summary>
    public SettingsTask ScrubLinesContaining(params string[] stringToMatch) =>
        AddScrubber(text => Scrubbing.RemoveLinesContaining(text, stringToMatch));

    /// <summary>Changes the text before the comparison. Of several scrubbers the one added last runs first.</summary>
    public SettingsTask AddScrubber(Action<StringBuilder> scrubber) => Set(changed => changed.Scrubbers.Insert(0, scrubber));

    /// <summary>Approves whatever is received.</summary>
    /// <param name="includeBuildServer">Whether that holds on a build server too.</param>
    /// <param name="throwException">Whether the test fails all the same.</param>
    public SettingsTask AutoVerify(bool includeBuildServer = true, bool throwException = false) =>
        Set(changed =>
        {
            changed.AutoVerify = includeBuildServer || !BuildServer.Detected;
            changed.ThrowAfterAutoVerify = throwException;
        });

    /// <summary>Changes nothing here: no tool is ever started to show a difference.</summary>
    public SettingsTask DisableDiff() => this;

    /// <summary>Starts the verification, if it has not started.</summary>
    public Task<VerifyResult> ToTask() => task ??= verify(settings);

    /// <summary>For <c>await</c>.</summary>
    public TaskAwaiter<VerifyResult> GetAwaiter() => ToTask().GetAwaiter();

    /// <summary>For <c>await</c> with a choice of where to continue.</summary>
    public ConfiguredTaskAwaitable<VerifyResult> ConfigureAwait(bool continueOnCapturedContext) =>
        ToTask().ConfigureAwait(continueOnCapturedContext);

    /// <summary>Lets a test return the verification as its task.</summary>
    public static implicit operator Task<VerifyResult>(SettingsTask settingsTask)
    {
        ArgumentNullException.ThrowIfNull(settingsTask);
        return settingsTask.ToTask();
    }

    private SettingsTask WithParameters(object?[] values) => Set(changed => changed.Parameters = values);

    private SettingsTask Set(Action<VerifySettings> change)
    {
        if (task is not null)
            throw new InvalidOperationException("This verification has started already: set it up before it is awaited.");
        change(settings);
        return this;
    }
}
